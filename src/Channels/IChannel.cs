namespace Dachshund.Channels;

/// <summary>
/// A way to a phone: one HTTP call (or one write), its answer, and the class of that answer. It keeps no queue, no
/// budget and no retries of its own (but for one new signature after a clock check); who calls it has those.
/// Implementations are safe for concurrent use.
/// </summary>
public interface IChannel : IAsyncDisposable
{
    /// <summary>What a renderer and a budget must know of this channel. Never changes.</summary>
    ChannelTraits Traits { get; }

    /// <summary>
    /// Sends one rendered message once. What goes wrong outside is an outcome and no exception; no text of the result
    /// holds a token, a secret, a signature or the query of a URL.
    /// </summary>
    /// <param name="message">The message, in <see cref="ChannelTraits.Format"/>.</param>
    /// <param name="ct">Ends the call early; whether the message arrived is then unknown.</param>
    /// <returns>The outcome, by what the channel's own answer says.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="ct"/> was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The channel is disposed.</exception>
    Task<SendResult> SendAsync(OutgoingMessage message, CancellationToken ct);
}
