using System.Collections.Immutable;
using System.Globalization;

namespace Dachshund.Channels.WxPusher;

/// <summary>Whom one call reaches. A topic's name among targets is its number.</summary>
/// <param name="Uids">Users.</param>
/// <param name="TopicIds">Topics.</param>
internal sealed record WxPusherTargets(ImmutableArray<string> Uids, ImmutableArray<long> TopicIds)
{
    public int Count => Uids.Length + TopicIds.Length;

    public IEnumerable<string> Names => Uids.Concat(TopicIds.Select(NameOf));

    public static string NameOf(long topicId) => topicId.ToString(CultureInfo.InvariantCulture);

    /// <summary>Those of them that an attempt is for.</summary>
    public WxPusherTargets Only(IReadOnlyList<string>? names)
    {
        if (names is null) return this;
        var wanted = names.ToHashSet(StringComparer.Ordinal);
        return new WxPusherTargets(
            [.. Uids.Where(wanted.Contains)], [.. TopicIds.Where(topicId => wanted.Contains(NameOf(topicId)))]);
    }
}
