using System.Globalization;

namespace Dachshund.Cluster.Tests.Hostile;

/// <summary>One node with everything on one partition, for all tests of what a peer writes: it must live through them all.</summary>
public sealed class HostileScene : IAsyncLifetime
{
    private Scene? _scene;
    private NodeProcess? _node;
    private string? _field;
    private int _lines;

    private Scene Scene => _scene ?? throw new InvalidOperationException("it is not set");

    internal NodeProcess Node => _node ?? throw new InvalidOperationException("it is not set");

    public async Task InitializeAsync()
    {
        _scene = await Scene.SetAsync(partitions: 1);
        _node = _scene.StartNode();
        await _node.WatchingAsync();
        await NextLineIsToldAsync();
    }

    public async Task DisposeAsync() => await Scene.DisposeAsync();

    /// <summary>Sends a command of a peer; <c>$field</c> is the log's field among the checkpoints, <c>$budget</c> the robot's
    /// key.</summary>
    public async Task<object?> WriteAsync(params string[] command)
    {
        if (Array.Exists(command, word => word.Contains("$field", StringComparison.Ordinal)))
            command = [.. command.Select(word => word.Replace("$field", _field ?? "", StringComparison.Ordinal))];
        if (Array.Exists(command, word => word == "$budget"))
        {
            var keys = await Scene.Redis.CommandAsync("KEYS", "dachshund:budget:*") as object?[] ?? [];
            var budget = Assert.IsType<string>(Assert.Single(keys));
            command = [.. command.Select(word => word == "$budget" ? budget : word)];
        }

        return await Scene.Redis.CommandAsync(command);
    }

    /// <summary>How many items were set aside so far.</summary>
    public async Task<long> DeadAsync() =>
        await Scene.Redis.CommandAsync("XINFO", "STREAM", "dachshund:g:main:dead") is object?[] info
            ? (long)(info[Array.IndexOf(info, "entries-added") + 1] ?? 0L)
            : 0;

    /// <summary>The shard and the router load their state again, so what was written into it is met.</summary>
    public async Task ReloadAsync()
    {
        foreach (var lease in new[] { "shard-0", "alert-router" })
            await Scene.Redis.CommandAsync("HINCRBY", $"dachshund:g:main:lease:{lease}", "rev", "1");
    }

    /// <summary>The phone hears of a line that is written now.</summary>
    public async Task NextLineIsToldAsync()
    {
        await WriteLineAsync();
        await IsToldAsync();
    }

    /// <summary>Writes a line that is a problem of its own.</summary>
    public Task WriteLineAsync() => File.AppendAllTextAsync(Scene.Log, $"ERROR of kind {Word(++_lines)} happened\n");

    /// <summary>The phone hears of the last line.</summary>
    public async Task IsToldAsync()
    {
        await Scene.SaidAsync($"kind {Word(_lines)} happened");
        var fields = await Scene.Redis.CommandAsync("HKEYS", "dachshund:0:ckpt:hound") as object?[] ?? [];
        _field = fields.OfType<string>().First(field => field.Count(letter => letter == ':') == 2);
    }

    // Letters only: digits would be masked, and all lines one problem.
    private static string Word(int number) =>
        string.Concat(number.ToString(CultureInfo.InvariantCulture).Select(digit => (char)('p' + (digit - '0')))) + "word";
}
