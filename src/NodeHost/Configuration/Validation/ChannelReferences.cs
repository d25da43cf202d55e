using Dachshund.Hocon;

namespace Dachshund.NodeHost.Configuration.Validation;

/// <summary>Lists of channel names.</summary>
internal static class ChannelReferences
{
    private const string Every = "*";

    public static void Check(
        IReadOnlyList<string> names, IEnumerable<string> channels, HoconPoint at, Findings findings)
    {
        var known = channels.ToList();
        for (var i = 0; i < names.Count; i++)
        {
            if (names[i] == Every || known.Contains(names[i]))
                continue;
            var those = known.Count == 0 ? "none is configured" : $"there are {string.Join(", ", known)}";
            findings.Error(at.Item(i), $"there is no channel \"{names[i]}\"; {those}{NearestWord.Hint(names[i], known)}");
        }
    }
}
