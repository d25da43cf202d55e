using Dachshund.Channels;

namespace Dachshund.Actors.Tests.Emergency;

/// <summary>A channel that keeps what it is sent, with the time, and answers as it is told.</summary>
internal sealed class RecordingChannel(TimeProvider time) : IChannel
{
    private readonly DateTimeOffset _start = time.GetUtcNow();

    public List<(TimeSpan At, OutgoingMessage Message)> Sent { get; } = [];

    public SendOutcome Answer { get; set; } = SendOutcome.Ok;

    public ChannelTraits Traits { get; } =
        new("fake", BodyFormat.Markdown, 20_000, 100, 20, TimeSpan.FromMinutes(1), "key", TimeSpan.FromSeconds(5));

    public Task<SendResult> SendAsync(OutgoingMessage message, CancellationToken ct)
    {
        Sent.Add((time.GetUtcNow() - _start, message));
        return Task.FromResult(new SendResult(Answer, null, Answer == SendOutcome.Ok ? "" : "scripted", ""));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
