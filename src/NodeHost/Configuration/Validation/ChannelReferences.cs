using Dachshund.Hocon;

namespace Dachshund.NodeHost.Configuration.Validation;

/// <summary>Lists of channel names.</summary>
internal static class ChannelReferences
{
    private const string Every = "*";

    /// <summary>The channels' names, those that could not be read too.</summary>
    public static IReadOnlyList<string> Known(DachshundConfiguration value, HoconPoint root) =>
        root.Field("channels").Value is HoconObject written
            ? [.. written.Fields.Select(static field => field.Key)]
            : [.. value.Channels.Keys];

    public static void Check(
        IReadOnlyList<string> names, IReadOnlyList<string> known, HoconPoint at, Findings findings)
    {
        for (var i = 0; i < names.Count; i++)
        {
            if (names[i] == Every || known.Contains(names[i]))
                continue;
            var those = known.Count == 0 ? "none is configured" : $"there are {string.Join(", ", known)}";
            findings.Error(at.Item(i), $"there is no channel \"{names[i]}\"; {those}{NearestWord.Hint(names[i], known)}");
        }
    }
}
