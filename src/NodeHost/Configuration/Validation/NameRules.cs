using System.Text.RegularExpressions;
using Dachshund.Hocon;

namespace Dachshund.NodeHost.Configuration.Validation;

/// <summary>Names: they become parts of Redis keys, labels and command lines.</summary>
internal static partial class NameRules
{
    private const string Allowed = "a name has 1 to 64 of the characters a-z 0-9 . _ -";

    public static bool IsName(string text) => Name().IsMatch(text);

    /// <summary>Checks one name.</summary>
    public static void Check(string name, HoconPoint at, Findings findings)
    {
        if (!IsName(name))
            findings.Error(at, $"\"{name}\" is no name: {Allowed}{Suggestion(name)}");
    }

    /// <summary>Checks the keys of a map by name.</summary>
    public static void CheckKeys(IEnumerable<string> names, HoconPoint map, Findings findings)
    {
        foreach (var name in names)
            Check(name, map.Field(name), findings);
    }

    private static string Suggestion(string name) =>
        IsName(name.ToLowerInvariant()) ? $" (did you mean \"{name.ToLowerInvariant()}\"?)" : "";

    [GeneratedRegex(@"\A[a-z0-9._-]{1,64}\z")]
    private static partial Regex Name();
}
