using System.Runtime.InteropServices;
using System.Threading.Channels;

namespace Dachshund.NodeHost.Hosting;

/// <summary>What the process is told by signals: to end (SIGTERM, SIGINT), to reload (SIGHUP).</summary>
internal sealed class NodeSignals : IDisposable
{
    // One reload that waits reads the newest file, so more of them would do the same again.
    private readonly Channel<bool> _reloads =
        Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    private readonly PosixSignalRegistration[] _registrations;

    /// <summary>Listens from now on.</summary>
    /// <param name="stop">Cancelled by what ends the process.</param>
    /// <param name="reloads">Whether SIGHUP reloads; else it ends the process too.</param>
    public NodeSignals(CancellationTokenSource stop, bool reloads)
    {
        _registrations =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, End),
            PosixSignalRegistration.Create(PosixSignal.SIGINT, End),
            PosixSignalRegistration.Create(PosixSignal.SIGHUP, reloads ? Reload : End),
        ];

        void End(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stop.Cancel();
        }

        void Reload(PosixSignalContext signal) => signal.Cancel = _reloads.Writer.TryWrite(true);
    }

    /// <summary>Waits for the next SIGHUP; false when the node failed first.</summary>
    public async Task<bool> NextReloadAsync(Task failed, CancellationToken ct)
    {
        var reload = _reloads.Reader.WaitToReadAsync(ct).AsTask();
        var first = await Task.WhenAny(failed, reload);
        await first;
        return first == reload && _reloads.Reader.TryRead(out _);
    }

    public void Dispose()
    {
        foreach (var registration in _registrations)
            registration.Dispose();
    }
}
