using System.Diagnostics;
using System.Globalization;

namespace Dachshund.Cluster.Tests;

/// <summary>A real node: the program that users run, in a process of its own. What it prints is kept; disposing kills it.</summary>
internal sealed class NodeProcess : IAsyncDisposable
{
    private static readonly string s_program = FindProgram();
    private readonly Process _process;
    private readonly List<string> _lines = [];
    private readonly SemaphoreSlim _printed = new(0);
    private bool _disposed;

    private NodeProcess(Process process) => _process = process;

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>Everything printed so far, both streams.</summary>
    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_lines)
                return [.. _lines];
        }
    }

    public static NodeProcess Start(string folder, params string[] arguments) => Start(folder, unprivileged: false, arguments);

    /// <param name="unprivileged">Whether file permissions bind it even as root.</param>
    public static NodeProcess Start(string folder, bool unprivileged, params string[] arguments) =>
        unprivileged && Environment.IsPrivilegedProcess
            ? Run(folder, "setpriv", ["--bounding-set=-dac_override,-dac_read_search", "dotnet", s_program, .. arguments])
            : Run(folder, "dotnet", [s_program, .. arguments]);

    /// <summary>A node whose answers go through another command; the last line says how it exited itself.</summary>
    public static NodeProcess StartPiped(string folder, string command, params string[] arguments) => Run(
        folder, "bash", ["-c", $"\"$@\" | {command}; echo \"exit ${{PIPESTATUS[0]}}\"", "piped", "dotnet", s_program, .. arguments]);

    /// <summary>A node whose answers go to a file.</summary>
    public static NodeProcess StartInto(string folder, string file, params string[] arguments) => Run(
        folder, "bash", ["-c", $"exec \"$@\" >{file}", "into", "dotnet", s_program, .. arguments]);

    /// <summary>A node with more variables in its environment, each as <c>NAME=value</c>.</summary>
    public static NodeProcess StartWith(string folder, string[] variables, params string[] arguments) =>
        Run(folder, "env", [.. variables, "dotnet", s_program, .. arguments]);

    private static NodeProcess Run(string folder, string program, string[] arguments)
    {
        // Whoever runs the tests may ignore signals (nohup does), which children inherit; a node of a user's does not.
        var start = new ProcessStartInfo("env", ["--default-signal=HUP,INT,QUIT,TERM", program, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        start.Environment["XDG_STATE_HOME"] = folder;
        foreach (var name in start.Environment.Keys.Where(IsPersonal).ToArray())
            start.Environment.Remove(name);
        start.Environment["LANG"] = "C.UTF-8";
        start.Environment["TZ"] = "UTC";
        // A node of a test lives for seconds: measuring which code is hot doesn't pay.
        start.Environment["DOTNET_TieredPGO"] = "0";
        // Nobody attaches a debugger, and a node that is killed would leave what it listens on for one.
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        var process = new Process { StartInfo = start };
        var node = new NodeProcess(process);
        process.OutputDataReceived += (_, line) => node.Take(line.Data);
        process.ErrorDataReceived += (_, line) => node.Take(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return node;
    }

    /// <summary>What a person may have in the environment and a node would obey.</summary>
    private static bool IsPersonal(string name) =>
        name.StartsWith("DACHSHUND_", StringComparison.Ordinal) || name.StartsWith("LC_", StringComparison.Ordinal)
        || name.EndsWith("_PROXY", StringComparison.OrdinalIgnoreCase)
        || name is "LANGUAGE" or "NOTIFY_SOCKET" or "WATCHDOG_USEC" or "COLUMNS" or "CONFIGURATION_DIRECTORY";

    /// <summary>Waits until a line holds the text, from the line number on; the line's number.</summary>
    public async Task<int> WaitForLineAsync(string text, int from = 0)
    {
        var deadline = Deadline.In(Deadline.Generous);
        while (true)
        {
            var lines = Lines;
            for (var i = from; i < lines.Count; i++)
            {
                if (lines[i].Contains(text, StringComparison.Ordinal))
                    return i;
            }

            if (deadline.IsOver || (HasExited && lines.Count == Lines.Count))
                throw new TimeoutException($"no line with '{text}'; it printed:\n{string.Join('\n', lines.TakeLast(40))}");
            await _printed.WaitAsync(TimeSpan.FromMilliseconds(200));
        }
    }

    /// <summary>How many bytes the process has read, of files and all else.</summary>
    public long BytesRead => long.Parse(
        File.ReadLines($"/proc/{Id}/io").First(line => line.StartsWith("rchar:", StringComparison.Ordinal))["rchar:".Length..],
        CultureInfo.InvariantCulture);

    /// <summary>How much memory the process holds, in bytes.</summary>
    public long MemoryBytes => 1024 * long.Parse(
        File.ReadLines($"/proc/{Id}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal))["VmRSS:".Length..^2],
        CultureInfo.InvariantCulture);

    /// <summary>Waits until the process has read so many bytes.</summary>
    public Task ReadsAsync(long bytes) => Deadline.UntilAsync(
        () => Task.FromResult(BytesRead >= bytes), () => $"the node has read {BytesRead} of {bytes} bytes");

    /// <summary>Whether the process holds a file open, by the path that leads to it now.</summary>
    public bool Holds(string path)
    {
        try
        {
            return Directory.EnumerateFiles($"/proc/{Id}/fd").Any(handle => TargetOf(handle) == path);
        }
        catch (DirectoryNotFoundException)
        {
            return false; // The process is gone.
        }
    }

    /// <summary>Waits until the process holds a file open.</summary>
    public Task HoldsAsync(string path) => Deadline.UntilAsync(
        () => Task.FromResult(Holds(path)), () => $"the node does not hold {path}");

    private static string? TargetOf(string handle)
    {
        try
        {
            return File.ResolveLinkTarget(handle, returnFinalTarget: false)?.FullName;
        }
        catch (IOException)
        {
            return null; // Closed since it was listed.
        }
    }

    public Task<int> WatchingAsync() => WaitForLineAsync("watching ");

    /// <summary>kill -9: no handler runs.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>SIGTERM, and the exit code it ends with.</summary>
    public async Task<int> TerminateAsync()
    {
        await SignalAsync("TERM");
        return await ExitAsync();
    }

    /// <summary>Sends a signal by its name.</summary>
    public async Task SignalAsync(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    public async Task<int> ExitAsync()
    {
        await _process.WaitForExitAsync(new CancellationTokenSource(Deadline.Generous).Token);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (_disposed)
            return;
        _disposed = true;
        if (!_process.HasExited)
            await KillAsync();
        _process.Dispose();
        _printed.Dispose();
    }

    private void Take(string? line)
    {
        if (line is null)
            return;
        lock (_lines)
            _lines.Add(line);
        _printed.Release();
    }

    /// <summary>The program of the same build as the tests.</summary>
    private static string FindProgram()
    {
        var configuration = Path.GetFileName(AppContext.BaseDirectory.TrimEnd('/'));
        var bin = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "Dachshund.NodeHost", configuration, "dachshund.dll"));
        return File.Exists(bin) ? bin : throw new FileNotFoundException("build src/NodeHost in the same configuration", bin);
    }
}
