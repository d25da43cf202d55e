using Dachshund.Channels.Terminal;

namespace Dachshund.Channels.Tests.Terminal;

/// <summary>Messages as lines of text.</summary>
public sealed class TerminalChannelTests
{
    [Theory]
    [InlineData("disk full", "97 % used\nsince 3 min\n", "disk full\n97 % used\nsince 3 min\n")]
    [InlineData("disk full", "", "disk full\n")]
    [InlineData("", "97 %", "97 %\n")]
    [InlineData("a\nb", "c\r\nd", "a b\nc\nd\n")]
    [InlineData("a\u001b]0;title\a", "\u001b[2Jx\u009b1m\ty", "a ]0;title\n [2Jx 1m\ty\n")]
    public async Task A_message_is_its_title_and_its_lines_without_control_characters(string title, string body, string written)
    {
        using var writer = new StringWriter();
        await using var channel = new TerminalChannel(writer);

        var result = await channel.SendAsync(Some.Message(title, body), default);

        Assert.Equal(new SendResult(SendOutcome.Ok, null, "", ""), result);
        Assert.Equal(written, writer.ToString());
    }

    [Fact]
    public async Task Each_message_is_flushed()
    {
        using var stream = new MemoryStream();
        await using var writer = new StreamWriter(stream);
        await using var channel = new TerminalChannel(writer);

        await channel.SendAsync(Some.Message("a", "b"), default);

        Assert.Equal(4, stream.Length);
    }

    [Fact]
    public async Task A_broken_pipe_is_a_transient_outcome()
    {
        await using var writer = new ThrowingWriter();
        await using var channel = new TerminalChannel(writer);

        var first = await channel.SendAsync(Some.Message(), default);
        var second = await channel.SendAsync(Some.Message(), default);

        Assert.Equal((SendOutcome.Transient, "not written: Broken pipe"), (first.Outcome, first.Reason));
        Assert.Equal(SendOutcome.Transient, second.Outcome);
    }

    [Fact]
    public async Task A_closed_writer_is_a_transient_outcome()
    {
        var writer = new StreamWriter(new MemoryStream());
        await writer.DisposeAsync();
        await using var channel = new TerminalChannel(writer);

        Assert.Equal(SendOutcome.Transient, (await channel.SendAsync(Some.Message(), default)).Outcome);
    }

    [Fact]
    public async Task Messages_at_the_same_time_do_not_mix()
    {
        await using var writer = new SlowWriter();
        await using var channel = new TerminalChannel(writer);

        var first = channel.SendAsync(Some.Message("a", "1"), default);
        var second = channel.SendAsync(Some.Message("b", "2"), default);
        var writingBefore = writer.Calls;
        writer.Ready.SetResult();
        await Task.WhenAll(first, second).WaitAsync(Some.Deadline, TimeProvider.System);

        Assert.Equal((1, 2), (writingBefore, writer.Calls));
        Assert.Equal("a\n1\nb\n2\n", writer.ToString());
    }

    [Fact]
    public async Task Its_traits_say_plain_text()
    {
        await using var channel = new TerminalChannel(TextWriter.Null);

        Assert.Equal(("terminal", BodyFormat.Plain), (channel.Traits.Type, channel.Traits.Format));
    }

    private sealed class SlowWriter : StringWriter
    {
        public TaskCompletionSource Ready { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int Calls { get; private set; }

        public override async Task WriteAsync(ReadOnlyMemory<char> buffer, CancellationToken cancellationToken = default)
        {
            Calls++;
            await Ready.Task;
            await base.WriteAsync(buffer, cancellationToken);
        }
    }

    private sealed class ThrowingWriter : StringWriter
    {
        public override Task WriteAsync(ReadOnlyMemory<char> buffer, CancellationToken cancellationToken = default) =>
            throw new IOException("Broken pipe");
    }
}
