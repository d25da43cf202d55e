using System.Diagnostics;
using System.Globalization;

namespace Dachshund.Cluster.Tests;

/// <summary>Another process that appends numbered lines, every third of which is an error, in small bursts of odd sizes.</summary>
internal sealed class LogWriter : IAsyncDisposable
{
    // Opens the file anew for each burst, as loggers do after a rotation; the pause keeps it going for the whole test, and starts
    // no process: on a busy machine each of these would take longer than the pause.
    private const string Script = """
        path=$1; lines=$2; i=0
        exec 9<> <(:)
        while [ $i -lt $lines ]; do
          burst=$(( (i * 7) % 23 + 1 )); n=0
          while [ $n -lt $burst ] && [ $i -lt $lines ]; do
            i=$((i+1)); n=$((n+1))
            case $((i % 3)) in 0) echo "ERROR request failed code $i" ;; *) echo "ok line $i" ;; esac
          done >> "$path"
          read -r -t 0.02 -u 9
        done
        """;

    private readonly Process _process;

    private LogWriter(Process process, int lines) => (_process, Errors) = (process, lines / 3);

    /// <summary>How many lines it writes that match ERROR.</summary>
    public int Errors { get; }

    public bool IsDone => _process.HasExited;

    public static LogWriter Start(string path, int lines) => new(
        Process.Start("bash", ["-c", Script, "writer", path, lines.ToString(CultureInfo.InvariantCulture)]), lines);

    public Task DoneAsync() => Deadline.UntilAsync(() => Task.FromResult(IsDone), () => "the writer does not come to its end");

    /// <summary>Writes nothing more until it goes on.</summary>
    public Task PauseAsync() => SignalAsync("STOP");

    public Task GoOnAsync() => SignalAsync("CONT");

    private async Task SignalAsync(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    public ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
        return ValueTask.CompletedTask;
    }
}
