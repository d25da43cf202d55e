using System.Diagnostics;
using System.Globalization;

namespace Dachshund.NodeHost.Demo;

/// <summary>A node in a process of its own: this very program, with <c>run</c>.</summary>
internal sealed class ChildNode : IAsyncDisposable
{
    private const int LinesKept = 20;
    private static readonly TimeSpan s_startTimeout = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan s_leaveTimeout = TimeSpan.FromSeconds(15);

    private readonly Process _process;
    private readonly TimeProvider _time;
    private readonly TaskCompletionSource _watching = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Queue<string> _lines = [];

    private ChildNode(string name, Process process, TimeProvider time) => (Name, _process, _time) = (name, process, time);

    /// <summary>Its node's name.</summary>
    public string Name { get; }

    /// <summary>Starts one, and waits until it watches its files.</summary>
    /// <param name="name">Its node's name.</param>
    /// <param name="configuration">Its configuration's file.</param>
    /// <param name="time">The clock.</param>
    /// <param name="born">Gets it as soon as there is a process, so that it is ended whatever happens.</param>
    /// <param name="ct">Ends the wait.</param>
    /// <exception cref="DemoException">It ended, or took too long; with what it said last.</exception>
    public static async Task<ChildNode> StartAsync(
        string name, string configuration, TimeProvider time, Action<ChildNode> born, CancellationToken ct)
    {
        var node = new ChildNode(name, new Process { StartInfo = Program(configuration) }, time);
        node._process.OutputDataReceived += (_, line) => node.Take(line.Data);
        node._process.ErrorDataReceived += (_, line) => node.Take(line.Data);
        node._process.Start();
        born(node);
        node._process.BeginOutputReadLine();
        node._process.BeginErrorReadLine();
        var ended = node._process.WaitForExitAsync(ct);
        if (await Task.WhenAny(node._watching.Task, ended, Task.Delay(s_startTimeout, time, ct)) != node._watching.Task)
        {
            ct.ThrowIfCancellationRequested();
            throw new DemoException($"{name} does not start: {node.LastLines()}");
        }

        return node;
    }

    /// <summary>kill -9: the process gets no chance to say or store anything.</summary>
    public async Task KillAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Stops in order, or is killed when it takes too long.</summary>
    public async Task StopAsync()
    {
        if (!_process.HasExited)
        {
            // .NET sends no other signal than SIGKILL, and not every machine has the program kill.
            using var kill = Process.Start("sh", ["-c", $"kill -TERM {_process.Id.ToString(CultureInfo.InvariantCulture)}"]);
            await kill.WaitForExitAsync();
            await Task.WhenAny(_process.WaitForExitAsync(), Task.Delay(s_leaveTimeout, _time));
        }

        await KillAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _process.Dispose();
    }

    /// <summary>By setsid, so that a Ctrl-C reaches the tour alone, which then stops the nodes in order.</summary>
    private static ProcessStartInfo Program(string configuration)
    {
        var program = Environment.ProcessPath ?? "dotnet";
        var isDotnet = Path.GetFileNameWithoutExtension(program) == "dotnet";
        string[] self = isDotnet ? [program, Path.Combine(AppContext.BaseDirectory, "dachshund.dll")] : [program];
        var start = new ProcessStartInfo("setsid", [.. self, "run", "-c", configuration])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetDirectoryName(configuration),
        };
        start.Environment.Remove("NOTIFY_SOCKET");
        // A killed process would leave its debugger's sockets behind.
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        return start;
    }

    private void Take(string? line)
    {
        if (line is null)
            return;
        if (line.StartsWith("watching ", StringComparison.Ordinal))
            _watching.TrySetResult();
        lock (_lines)
        {
            _lines.Enqueue(line);
            if (_lines.Count > LinesKept)
                _lines.Dequeue();
        }
    }

    private string LastLines()
    {
        lock (_lines)
            return string.Join(" | ", _lines);
    }
}
