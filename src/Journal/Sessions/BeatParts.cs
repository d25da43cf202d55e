namespace Dachshund.Journal.Sessions;

/// <summary>All that one run of the beat script carries.</summary>
/// <param name="Operation"><c>open</c>, <c>beat</c> or <c>bye</c>.</param>
/// <param name="Identity">Whose session it is.</param>
/// <param name="DataSet">The data set that this process knows.</param>
internal sealed record BeatParts(string Operation, SessionIdentity Identity, string DataSet)
{
    internal required Beat Beat { get; init; }

    internal ReadOnlyMemory<byte> Entry { get; init; }

    internal bool Replace { get; init; }

    internal SessionHolder? Seen { get; init; }
}
