using System.Text.Json;
using Dachshund.Alerting;

namespace Dachshund.Actors.AlertRouter;

/// <summary>
/// What somebody who doesn't hold the router's lease tells the one that does: appended to the inbox, folded in order. One of the
/// parts is there.
/// </summary>
internal sealed record InboxItem
{
    /// <summary>The kind of the items in the stream.</summary>
    public const string Kind = "i";

    /// <summary>How an attempt ended whose sender has lost the lease meanwhile.</summary>
    public ReportedOutcome? Outcome { get; init; }

    public byte[] Encode() => JsonSerializer.SerializeToUtf8Bytes(this, InboxJson.Default.InboxItem);

    /// <exception cref="FormatException">It isn't an item of this version.</exception>
    public static InboxItem Decode(ReadOnlySpan<byte> body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, InboxJson.Default.InboxItem) is { Outcome: not null } item
                ? item
                : throw new FormatException("an inbox item that this version doesn't know");
        }
        catch (JsonException e)
        {
            throw new FormatException($"not an inbox item: {e.Message}", e);
        }
    }

    public void FoldInto(AlertBook book, long nowMs) => Outcome?.FoldInto(book, nowMs);
}
