using System.Diagnostics;
using Dachshund.Journal.Connection;
using Microsoft.Extensions.Logging;

namespace Dachshund.Journal.Embedded;

/// <summary>Starts, adopts and ends servers on one folder.</summary>
internal sealed class EmbeddedLauncher(EmbeddedFolder folder, ServerProbe probe, TimeProvider time, ILogger logger)
{
    private const int PortAttemptsMax = 5;
    private static readonly TimeSpan _poll = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(5);

    /// <summary>Adopts the server of an earlier run when it is ours and as configured; else ends it.</summary>
    internal async Task<RunningServer?> AdoptAsync(CancellationToken ct)
    {
        if (!folder.IsLocked())
            return null;
        if (folder.Last() is { } endpoint)
        {
            if (folder.IsAsConfigured(folder.Choose(anotherPort: false))
                && await probe.FolderAsync(endpoint, ct) == folder.Root
                && ServerProcess.Find(await probe.ProcessIdAsync(endpoint, ct))?.Open() is { } process)
            {
                logger.Adopted(endpoint.ToString(), process.Id);
                return new RunningServer(process, endpoint);
            }

            if (await probe.FolderAsync(endpoint, ct) == folder.Root)
                await probe.ShutDownAsync(endpoint, ct);
        }

        await EndAsync(ct);
        return null;
    }

    /// <summary>Starts a server and waits until it has loaded its data.</summary>
    /// <exception cref="JournalException">It does not start.</exception>
    internal async Task<RunningServer> StartAsync(CancellationToken ct)
    {
        folder.Create();
        var reason = string.Empty;
        for (var attempt = 0; attempt < PortAttemptsMax; attempt++)
        {
            var endpoint = folder.Choose(anotherPort: attempt > 0);
            folder.Write(endpoint);
            var process = Launch();
            if (await WaitUntilReadyAsync(process, endpoint, ct))
            {
                logger.Started(endpoint.ToString(), process.Id);
                return new RunningServer(process, endpoint);
            }

            reason = await ReasonAsync(process, ct);
            process.Dispose();
            if (folder.HasFixedPort || !reason.Contains("in use", StringComparison.OrdinalIgnoreCase))
                break;
        }

        throw new JournalException(
            JournalFault.Embedded, $"the embedded Redis does not start in {folder.Root}: {reason}");
    }

    /// <summary>Stops a server: asks first, and kills what does not listen.</summary>
    internal async Task StopAsync(RunningServer server)
    {
        await probe.ShutDownAsync(server.Endpoint, CancellationToken.None);
        try
        {
            await server.Process.WaitForExitAsync().WaitAsync(_patience, time);
        }
        catch (TimeoutException)
        {
            server.Process.Kill();
            await server.Process.WaitForExitAsync();
        }
    }

    private async Task EndAsync(CancellationToken ct)
    {
        var started = time.GetTimestamp();
        while (folder.IsLocked())
        {
            // It was asked to stop; it is killed when it still lives after half of our patience.
            if (time.GetElapsedTime(started) > _patience / 2
                && ServerProcess.TryRead(folder.ProcessFile)?.Open() is { } process)
            {
                using (process)
                {
                    logger.Ended(process.Id, "it is not ours to adopt, or does not answer");
                    process.Kill();
                }
            }

            if (time.GetElapsedTime(started) > _patience)
            {
                throw new JournalException(
                    JournalFault.Embedded,
                    $"{folder.LockFile} is held by a process that could not be ended; see who holds it with fuser");
            }

            await Task.Delay(_poll, time, ct);
        }
    }

    // setsid: Ctrl-C at our terminal must not stop the server before we have said goodbye. flock: the server inherits
    // the locked descriptor, so the lock lives exactly as long as it does. Both replace themselves, so the pid is the
    // server's.
    private Process Launch()
    {
        var start = new ProcessStartInfo(EmbeddedProgram.FindTool("setsid"))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder.Root,
        };
        string[] arguments =
        [
            EmbeddedProgram.FindTool("flock"), "--nonblock", "--no-fork", folder.LockFile,
            EmbeddedProgram.FindServer(folder.Root), folder.ConfigurationFile,
        ];
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);

        // Secrets of channels live in our environment; the server needs none of it.
        start.Environment.Clear();
        var process = Process.Start(start)
            ?? throw new JournalException(JournalFault.Embedded, "the embedded Redis does not start");
        ServerProcess.Find(process.Id)?.Write(folder.ProcessFile);
        return process;
    }

    private async Task<bool> WaitUntilReadyAsync(Process process, RedisEndpoint endpoint, CancellationToken ct)
    {
        try
        {
            var exit = process.WaitForExitAsync(ct);
            while (!exit.IsCompleted)
            {
                // Whoever has the port may never answer: the server's end is not waited for behind the question.
                var ready = IsReadyAsync(process, endpoint, ct);
                if (await Task.WhenAny(ready, exit) == ready && await ready)
                    return true;
                await Task.Delay(_poll, time, ct);
            }

            return false;
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            process.Dispose();
            throw;
        }
    }

    private async Task<bool> IsReadyAsync(Process process, RedisEndpoint endpoint, CancellationToken ct) =>
        await probe.IsReadyAsync(endpoint, ct) && await probe.ProcessIdAsync(endpoint, ct) == process.Id;

    private async Task<string> ReasonAsync(Process process, CancellationToken ct)
    {
        var output = await process.StandardOutput.ReadToEndAsync(ct) + await process.StandardError.ReadToEndAsync(ct);
        return $"exit code {process.ExitCode}; {folder.LastLog()} {output.Trim().ReplaceLineEndings(" | ")}";
    }
}
