using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
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

    /// <summary>What somebody wants to be silent.</summary>
    public SilenceWish? Silence { get; init; }

    /// <summary>The id of a silence that somebody wants to end.</summary>
    public string? EndSilence { get; init; }

    /// <summary>A report that somebody wants to be sent, as a notice's JSON.</summary>
    public string? Report { get; init; }

    /// <summary>The report that is to be sent; null for none.</summary>
    /// <exception cref="FormatException">It is no report's notice.</exception>
    [JsonIgnore]
    public Notice? ReportNotice => Report is null ? null
        : Notice.FromJson(Encoding.UTF8.GetBytes(Report)) is { Kind: NoticeKinds.Report } notice ? notice
        : throw new FormatException("people send reports by the inbox, and nothing else");

    /// <summary>What a server says of a partition that makes no progress, or does again, as a notice's JSON.</summary>
    public string? Progress { get; init; }

    private bool IsEmpty => Outcome is null && Silence is null && EndSilence is null && Report is null && Progress is null;

    public byte[] Encode() => JsonSerializer.SerializeToUtf8Bytes(this, InboxJson.Default.InboxItem);

    /// <exception cref="FormatException">It isn't an item of this version.</exception>
    public static InboxItem Decode(ReadOnlySpan<byte> body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, InboxJson.Default.InboxItem) is { IsEmpty: false } item
                ? item
                : throw new FormatException("an inbox item that this version doesn't know");
        }
        catch (JsonException e)
        {
            throw new FormatException($"not an inbox item: {e.Message}", e);
        }
    }

    /// <summary>Takes effect.</summary>
    /// <param name="takenMs">When Redis took the item, Unix ms on its wall clock.</param>
    /// <param name="nowMs">Unix ms on the router's clock.</param>
    /// <exception cref="FormatException">It can't.</exception>
    public void FoldInto(AlertBook book, long takenMs, long nowMs)
    {
        Outcome?.FoldInto(book, nowMs);
        if (Silence is { } wish)
            book.AddSilence(wish.ToSilence(takenMs));
        if (EndSilence is { } id)
            book.CancelSilence(id);
        if (ReportNotice is { } report)
            book.Fold(report, nowMs);
        // Each server says it; what is said already, or is over already, is passed over.
        if (ProgressNotice is { } progress && progress.Over == book.Lasts(progress))
            book.Fold(progress, nowMs);
    }

    private Notice? ProgressNotice => Progress is null ? null
        : Notice.FromJson(Encoding.UTF8.GetBytes(Progress)) is { Kind: NoticeKinds.Full } notice ? notice
        : throw new FormatException("servers say by the inbox that a partition makes no progress, and nothing else");
}
