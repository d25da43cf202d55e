using Dachshund.Hocon;

namespace Dachshund.NodeHost.Configuration.Validation;

/// <summary>What a type cannot say: names, references between parts, patterns, times that must fit each other.</summary>
internal static class ConfigurationValidator
{
    /// <summary>Checks a bound configuration.</summary>
    /// <param name="value">The configuration.</param>
    /// <param name="root">The object it was bound from, for the origins.</param>
    /// <returns>Everything found.</returns>
    public static Findings Validate(DachshundConfiguration value, HoconPoint root)
    {
        var findings = new Findings();
        ZoneRules.Check(value.Zone, root.Field("zone"), findings);
        NodeRules.Check(value.Node, root.Field("node"), findings);
        RedisRules.Check(value.Redis, root.Field("redis"), findings);
        NameRules.Check(value.Server.ConsumerGroup, root.Field("server").Field("consumer-group"), findings);
        ClusterRules.Check(value.Cluster, root.Field("cluster"), findings);
        InputRules.Check(value.Inputs, root.Field("inputs"), findings);
        DropFolderRules.Check(value.DropFolders, root.Field("drop-folders"), findings);
        ChannelRules.Check(value, root.Field("channels"), findings);
        RouteRules.Check(value, root, findings);
        ReportRules.Check(value, root, findings);
        ContextWebRules.Check(value.ContextWeb, root.Field("context-web"), findings);
        RedactRules.Check(value.Redact, root.Field("redact"), findings);
        AddressRules.CheckBind(value.Console.Bind, root.Field("console").Field("bind"), allowAuto: false, findings);
        return findings;
    }
}
