using System.Text.RegularExpressions;

namespace Dachshund.NodeHost.Drafting;

/// <summary>Makes a name that Dachshund takes (<c>[a-z0-9._-]</c>, 64 at most) of one that something else took.</summary>
internal static partial class LegalName
{
    private const int LengthMax = 64;

    /// <summary>The name in lower case with a dash for each run of other characters; empty when nothing is left of it.</summary>
    public static string Of(string text)
    {
        var name = Others().Replace(text.ToLowerInvariant(), "-").Trim('-', '.');
        return name.Length > LengthMax ? name[..LengthMax] : name;
    }

    [GeneratedRegex("[^a-z0-9._-]+")]
    private static partial Regex Others();
}
