using System.Collections.Immutable;

namespace Dachshund.Channels;

/// <summary>Who a message calls by name.</summary>
/// <param name="Mobiles">Mobile numbers.</param>
/// <param name="UserIds">User ids of the channel.</param>
/// <param name="All">Everybody in the group.</param>
public sealed record Mentions(ImmutableArray<string> Mobiles, ImmutableArray<string> UserIds, bool All)
{
    /// <summary>Nobody.</summary>
    public static Mentions None { get; } = new([], [], false);
}
