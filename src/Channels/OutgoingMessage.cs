namespace Dachshund.Channels;

/// <summary>A rendered message on its way out.</summary>
/// <param name="DeliveryId">The delivery's id, the same for each attempt; for logs only, as no webhook takes
/// one.</param>
/// <param name="Title">One line of plain text, without markup. Cut to <see
/// cref="ChannelTraits.TitleCharsMax"/>.</param>
/// <param name="Body">
/// The text in the channel's <see cref="ChannelTraits.Format"/>, values from logs already escaped for it. Where it does
/// not begin with a heading (or, as plain text, with the title), the channel puts the title there.
/// </param>
public sealed record OutgoingMessage(string DeliveryId, string Title, string Body)
{
    /// <summary>
    /// The targets of this attempt: those of an earlier <see cref="SendResult.FailedTargets"/>. Default null: all that
    /// the channel has. Ignored by channels that have one target only.
    /// </summary>
    public IReadOnlyList<string>? Targets { get; init; }

    /// <summary>Who is called by name. Default null: those in the channel's options.</summary>
    public Mentions? Mentions { get; init; }

    /// <summary>
    /// Where a tap on the message leads, for channels with a field of its own for it. Default null: nowhere.
    /// </summary>
    public string? Link { get; init; }
}
