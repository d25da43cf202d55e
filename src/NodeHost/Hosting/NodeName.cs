namespace Dachshund.NodeHost.Hosting;

/// <summary>Makes a node's name of a machine's.</summary>
internal static class NodeName
{
    private const int LengthMax = 64;

    /// <summary>The machine's name without its domain; what a name can't hold (<c>[a-z0-9._-]</c>) becomes a dash.</summary>
    public static string Of(string machine, int lengthMax = LengthMax)
    {
        var host = machine.ToLowerInvariant().Split('.')[0];
        var name = new string([.. host.Select(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '_' ? c : '-')]);
        return name.Length == 0 ? "node" : name.Length > lengthMax ? name[..lengthMax] : name;
    }
}
