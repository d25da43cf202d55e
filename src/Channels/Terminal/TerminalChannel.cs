using Dachshund.Channels.Text;

namespace Dachshund.Channels.Terminal;

/// <summary>
/// Writes messages as lines of text. Control characters are taken out: a log line must not steer the terminal that
/// shows
/// it. Writes of concurrent calls don't mix.
/// </summary>
public sealed class TerminalChannel : IChannel
{
    /// <summary>The type's name in the configuration.</summary>
    public const string TypeName = "terminal";

    private const int BodyBytesMax = 64 * 1024;

    private readonly TextWriter _writer;
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>Makes the channel.</summary>
    /// <param name="writer">Where to; flushed after each message, not disposed.</param>
    public TerminalChannel(TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        _writer = writer;
        Traits = new ChannelTraits(
            TypeName, BodyFormat.Plain, BodyBytesMax, 1000, 1000, TimeSpan.FromSeconds(1),
            BudgetKeys.Of(TypeName, TypeName), TimeSpan.FromSeconds(10));
    }

    /// <inheritdoc/>
    public ChannelTraits Traits { get; }

    /// <inheritdoc/>
    /// <remarks>A closed pipe or a full disk is <see cref="SendOutcome.Transient"/>.</remarks>
    public async Task<SendResult> SendAsync(OutgoingMessage message, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(message);
        var title = TextCut.CleanLine(message.Title);
        var body = TextCut.Clean(message.Body).TrimEnd('\n');
        var text = body.Length == 0 ? title : title.Length == 0 ? body : $"{title}\n{body}";
        await _turn.WaitAsync(ct);
        try
        {
            await _writer.WriteAsync((text + "\n").AsMemory(), ct);
            await _writer.FlushAsync(ct);
            return new SendResult(SendOutcome.Ok, null, "", "");
        }
        catch (IOException problem)
        {
            return new SendResult(SendOutcome.Transient, null, $"not written: {problem.Message}", "");
        }
        catch (ObjectDisposedException)
        {
            return new SendResult(SendOutcome.Transient, null, "not written: it is closed", "");
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _turn.Dispose();
        return ValueTask.CompletedTask;
    }
}
