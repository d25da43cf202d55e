using System.Collections.Immutable;
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

/// <summary>How an attempt ended.</summary>
/// <param name="Delivery">The delivery.</param>
/// <param name="Attempt">The attempt's number.</param>
/// <param name="Kind">What the channel's answer means.</param>
/// <param name="Reason">What the channel said.</param>
internal sealed record ReportedOutcome(string Delivery, int Attempt, DeliveryOutcomeKind Kind, string Reason)
{
    /// <summary>For how long not to try again, where the channel said so.</summary>
    public TimeSpan? Delay { get; init; }

    /// <summary>The targets that were not reached.</summary>
    public ImmutableArray<string> FailedTargets { get; init; } = [];

    public static ReportedOutcome Of(string delivery, int attempt, DeliveryOutcome outcome, string reason) =>
        new(delivery, attempt, outcome.Kind, reason) { Delay = outcome.Delay, FailedTargets = [.. outcome.FailedTargets] };

    public void FoldInto(AlertBook book, long nowMs) =>
        book.Complete(Delivery, DeliveryOutcome.Of(Kind, Delay, FailedTargets), Reason, nowMs, Attempt);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(InboxItem))]
internal sealed partial class InboxJson : JsonSerializerContext;
