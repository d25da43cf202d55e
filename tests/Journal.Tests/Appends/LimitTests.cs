using Dachshund.Journal.Appends;
using Dachshund.Journal.Commits;

namespace Dachshund.Journal.Tests.Appends;

public sealed class LimitTests
{
    private static readonly string[] _entries = [.. Enumerable.Repeat("e", 200)];

    [Fact]
    public void Split_keeps_order_and_limits()
    {
        var files = Enumerable.Range(0, 1200)
            .Select(number => Some.File($"{number}", $"{number + 1}", number % 100 == 0 ? _entries : []))
            .ToList();
        var batches = AppendLimits.Split(files);
        Assert.Equal(files, batches.SelectMany(batch => batch));
        Assert.All(batches, batch => AppendLimits.Require(batch));
        Assert.Empty(AppendLimits.Split([]));
    }

    [Fact]
    public void One_file_beyond_a_limit_cannot_be_split_and_the_limit_is_named()
    {
        var error = Assert.Throws<JournalException>(
            () => AppendLimits.Split([Some.File("1", "2", [.. _entries, .. _entries])]));
        Assert.Equal(JournalFault.Limit, error.Fault);
        Assert.Contains("256 entries", error.Message, StringComparison.Ordinal);
        error =
            Assert.Throws<JournalException>(() => AppendLimits.Split([Some.File("1", "2", new string('x', 262_145))]));
        Assert.Contains("262144 bytes", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Append_and_commit_beyond_a_limit_are_refused_before_they_are_sent()
    {
        await using var fixture = await JournalFixture.StartAsync();
        var files = new[] { Some.File("1", "2", _entries), Some.File("2", "3", _entries) };
        await Assert.ThrowsAsync<JournalException>(
            () => fixture.Client.AppendAsync(0, "web-1", "i1", files, CancellationToken.None));
        var commit = new CommitRequest { History = "a", LeaseName = "l", Owner = "a:b", Epoch = 1, Rev = 0 };
        var key = fixture.Client.Keys.Shard(0, "x");
        var writes = Enumerable.Repeat(StateWrite.Delete(key, "f"), 501).ToArray();
        var error = await Assert.ThrowsAsync<JournalException>(
            () => fixture.Client.CommitAsync(commit with { StateWrites = writes }, CancellationToken.None));
        Assert.Contains("500 state writes", error.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<JournalException>(() => fixture.Client.CommitAsync(
            commit with { StateWrites = [StateWrite.Drop("other:key")] }, CancellationToken.None));
    }

    [Fact]
    public async Task Largest_append_and_commit_pass()
    {
        await using var fixture = await JournalFixture.StartAsync();
        var identity = await fixture.OpenAsync("web-1", "i1");
        string[] entries = [.. Enumerable.Repeat(new string('x', 1000), 256)];
        var append = await fixture.Client.AppendAsync(
            0, "web-1", "i1", [Some.File("none", "1", entries)], CancellationToken.None);
        Assert.Equal(AppendOutcome.Ok, append.Value!.Verdicts[0].Outcome);
        var lease = await fixture.AcquireAsync(identity, "shard-0", 0);
        var key = fixture.Client.Keys.Shard(0, "x");
        var commit = Some.Commit(identity, lease) with
        {
            StateWrites = [.. Enumerable.Range(0, 500).Select(number => StateWrite.Set(key, $"f{number}", "v"))],
            Appends = [.. Enumerable.Repeat(new StreamAppend(fixture.Client.Keys.Dead, "d", new byte[900], 1000), 256)],
        };
        Assert.Equal(CommitOutcome.Ok, (await fixture.Client.CommitAsync(commit, CancellationToken.None)).Value);
    }
}
