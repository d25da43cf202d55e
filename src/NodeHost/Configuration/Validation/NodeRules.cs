using Dachshund.Hocon;

namespace Dachshund.NodeHost.Configuration.Validation;

/// <summary><c>node { }</c>.</summary>
internal static class NodeRules
{
    public static void Check(NodeConfiguration node, HoconPoint at, Findings findings)
    {
        if (node.Name.Length > 0)
            NameRules.Check(node.Name, at.Field("name"), findings);
        LabelRules.Check(node.Labels, at.Field("labels"), findings);
        if (node.DataDir.Length == 0)
            findings.Error(at.Field("data-dir"), "must be a folder");
        CheckRoles(node, at.Field("roles"), findings);
    }

    private static void CheckRoles(NodeConfiguration node, HoconPoint at, Findings findings)
    {
        if (node.Roles.Count == 0)
            findings.Error(at, "must have at least one of agent, server, seed");
        for (var i = 0; i < node.Roles.Count; i++)
        {
            if (node.Roles.Take(i).Contains(node.Roles[i]))
                findings.Error(at.Item(i), $"{HoconBinder.KeyOf(node.Roles[i].ToString())} is there twice");
        }
    }
}
