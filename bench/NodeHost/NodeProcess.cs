using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Dachshund.Journal.Embedded;

namespace Dachshund.Bench.NodeHost;

/// <summary>
/// A real node: the program that users run, in a process of its own. Disposing ends it and the Redis that it started.
/// </summary>
internal sealed class NodeProcess : IAsyncDisposable
{
    private const int LinesKept = 40;
    private static readonly TimeSpan s_startTimeout = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan s_stopTimeout = TimeSpan.FromSeconds(30);
    private static readonly string s_program = FindProgram();

    private readonly Process _process;
    private readonly string _file;
    private readonly Queue<string> _lines = [];
    private readonly TaskCompletionSource _watching = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private NodeProcess(Process process, string folder)
    {
        (_process, _file) = (process, Path.Combine(folder, "dachshund.conf"));
        DataDirectory = Path.Combine(folder, "data");
    }

    public int Id => _process.Id;

    public string DataDirectory { get; }

    /// <summary>The Redis that the node started.</summary>
    public int RedisId => FindRedis()?.Id ?? throw new InvalidOperationException("the node's Redis does not run");

    /// <summary>Starts a node and waits until it watches.</summary>
    /// <param name="folder">A folder of its own.</param>
    /// <param name="settings">What stands in its configuration besides its data-dir.</param>
    public static async Task<NodeProcess> StartAsync(string folder, string settings)
    {
        Directory.CreateDirectory(folder);
        var process = new Process { StartInfo = new ProcessStartInfo("dotnet") };
        var node = new NodeProcess(process, folder);
        await File.WriteAllTextAsync(node._file, $$"""
            dachshund {
              language = en
              node.data-dir = "{{node.DataDirectory}}"
              {{settings}}
            }
            """);
        node.Describe(process.StartInfo, "run");
        process.OutputDataReceived += (_, line) => node.Take(line.Data);
        process.ErrorDataReceived += (_, line) => node.Take(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            var timeout = Task.Delay(s_startTimeout, TimeProvider.System);
            var first = await Task.WhenAny(node._watching.Task, process.WaitForExitAsync(), timeout);
            if (first == node._watching.Task)
                return node;
            var state = first == timeout ? "does not say that it watches" : "ended";
            throw new InvalidOperationException($"the node {state}:\n{node.Printed()}");
        }
        catch
        {
            await node.DisposeAsync();
            throw;
        }
    }

    /// <summary>What <c>dachshund status --json</c> says; null when it asks to be tried again.</summary>
    public async Task<JsonDocument?> StatusAsync()
    {
        using var status = new Process { StartInfo = new ProcessStartInfo("dotnet") };
        Describe(status.StartInfo, "status", "--json");
        status.Start();
        var error = status.StandardError.ReadToEndAsync();
        var json = await status.StandardOutput.ReadToEndAsync();
        await status.WaitForExitAsync();
        if (json.StartsWith('{'))
            return JsonDocument.Parse(json);
        var complaint = await error;
        return complaint.Contains("try again", StringComparison.Ordinal)
            ? null
            : throw new InvalidOperationException($"status: {complaint}");
    }

    /// <summary>The last lines that it printed.</summary>
    public string Printed()
    {
        lock (_lines)
            return string.Join('\n', _lines);
    }

    /// <summary>kill -9: no handler runs.</summary>
    public Task KillAsync()
    {
        _process.Kill();
        return _process.WaitForExitAsync();
    }

    /// <summary>SIGTERM; it leaves in order.</summary>
    public async Task TerminateAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await TerminateAsync();
            await Task.WhenAny(_process.WaitForExitAsync(), Task.Delay(s_stopTimeout, TimeProvider.System));
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();

        // It ends with its node, unless the node had no time for that.
        using var redis = FindRedis()?.Open();
        if (redis is null)
            return;
        redis.Kill();
        await redis.WaitForExitAsync();
    }

    private static string FindProgram()
    {
        var program = Path.GetFullPath(
            Path.Combine(AppContext.BaseDirectory, "..", "..", "Dachshund.NodeHost", "release", "dachshund.dll"));
        return File.Exists(program)
            ? program
            : throw new FileNotFoundException("build src/NodeHost with -c Release", program);
    }

    private ServerProcess? FindRedis() =>
        ServerProcess.TryRead(Path.Combine(DataDirectory, "redis", "process"));

    private void Describe(ProcessStartInfo start, string verb, params string[] more)
    {
        foreach (var argument in (string[])[s_program, verb, "-c", _file, .. more])
            start.ArgumentList.Add(argument);
        // As the script does that users start it by.
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.WorkingDirectory = Path.GetDirectoryName(_file);
    }

    private void Take(string? line)
    {
        if (line is null)
            return;
        lock (_lines)
        {
            _lines.Enqueue(line);
            if (_lines.Count > LinesKept)
                _lines.Dequeue();
        }

        if (line.StartsWith("watching ", StringComparison.Ordinal))
            _watching.TrySetResult();
    }
}
