using System.ComponentModel;
using System.Diagnostics;

namespace Dachshund.NodeHost.TaskRuns;

/// <summary>
/// Runs a command as if it were run alone: its input, output and errors are this process's, signals reach it, and its exit code is
/// known. What it printed last is kept.
/// </summary>
internal sealed class TaskCommand(Stream output, Stream error, ChildSignals signals)
{
    /// <summary>What a shell answers of a command that can't be run, and of one that isn't there.</summary>
    private const int CannotRun = 126;
    private const int NotFound = 127;
    private const int NoSuchFile = 2;

    /// <summary>A command that ended may have left others with its output; they aren't waited for.</summary>
    private static readonly TimeSpan s_silence = TimeSpan.FromSeconds(1);
    private readonly LastLines _lines = new();
    private long _steps;
    private int _writing;

    /// <summary>What it printed last, both on output and errors.</summary>
    public string LastLines => _lines.ToString();

    /// <summary>Runs it to its end.</summary>
    /// <param name="words">The program, and its arguments.</param>
    /// <returns>How it ended.</returns>
    public async Task<TaskOutcome> RunAsync(IReadOnlyList<string> words)
    {
        var started = Stopwatch.GetTimestamp();
        using var process = new Process { StartInfo = ToStart(words) };
        try
        {
            process.Start();
        }
        catch (Win32Exception e)
        {
            var code = e.NativeErrorCode == NoSuchFile ? NotFound : CannotRun;
            return new TaskOutcome(code, Stopwatch.GetElapsedTime(started), $"{words[0]}: {new Win32Exception(e.NativeErrorCode).Message}");
        }

        signals.PassTo(process.Id);
        var copies = Task.WhenAll(
            CopyAsync(process.StandardOutput.BaseStream, output), CopyAsync(process.StandardError.BaseStream, error));
        await process.WaitForExitAsync();
        signals.PassTo(null);
        await RestOfOutputAsync(copies);
        return new TaskOutcome(process.ExitCode, Stopwatch.GetElapsedTime(started), "");
    }

    /// <summary>What is in the pipes is brought to whoever reads it, however slowly; only silence ends it.</summary>
    private async Task RestOfOutputAsync(Task copies)
    {
        while (!copies.IsCompleted)
        {
            var steps = Volatile.Read(ref _steps);
            await Task.WhenAny(copies, Task.Delay(s_silence, TimeProvider.System));
            if (Volatile.Read(ref _writing) == 0 && Volatile.Read(ref _steps) == steps)
                return;
        }
    }

    private static ProcessStartInfo ToStart(IReadOnlyList<string> words)
    {
        var start = new ProcessStartInfo(words[0]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var word in words.Skip(1))
            start.ArgumentList.Add(word);
        return start;
    }

    private async Task CopyAsync(Stream from, Stream to)
    {
        var buffer = new byte[16 * 1024];
        int count;
        while ((count = await from.ReadAsync(buffer)) > 0)
        {
            _lines.Add(buffer.AsSpan(0, count));
            Interlocked.Increment(ref _writing);
            try
            {
                await to.WriteAsync(buffer.AsMemory(0, count));
                await to.FlushAsync();
            }
            catch (IOException)
            {
                // Nobody reads it any more; the command goes on, and what it says last is told all the same.
                to = Stream.Null;
            }
            finally
            {
                Interlocked.Increment(ref _steps);
                Interlocked.Decrement(ref _writing);
            }
        }
    }
}
