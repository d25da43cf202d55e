using System.Runtime.InteropServices;

namespace Dachshund.NodeHost.TaskRuns;

/// <summary>Passes the signals that this process gets on to the command that it runs, so that it ends as it would alone.</summary>
internal sealed partial class ChildSignals : IDisposable
{
    private const int UserSignal1 = 10;
    private const int UserSignal2 = 12;
    private static readonly Dictionary<PosixSignal, int> s_numbers = new()
    {
        [PosixSignal.SIGHUP] = 1,
        [PosixSignal.SIGINT] = 2,
        [PosixSignal.SIGQUIT] = 3,
        [PosixSignal.SIGTERM] = 15,
        [(PosixSignal)UserSignal1] = UserSignal1,
        [(PosixSignal)UserSignal2] = UserSignal2,
    };

    private readonly List<PosixSignalRegistration> _registrations = [];
    private readonly Lock _lock = new();
    private readonly List<int> _early = [];
    private int? _child;

    /// <summary>Listens from now on; what comes before there is a child is passed on to it when there is.</summary>
    /// <param name="sharesTerminal">Whether the terminal tells the child of Ctrl-C itself.</param>
    public ChildSignals(bool sharesTerminal)
    {
        foreach (var (signal, number) in s_numbers)
            _registrations.Add(PosixSignalRegistration.Create(signal, context =>
            {
                context.Cancel = true;
                if (!sharesTerminal || signal is not (PosixSignal.SIGINT or PosixSignal.SIGQUIT))
                    Pass(number);
            }));
    }

    /// <summary>There is a child now, or none any more.</summary>
    public void PassTo(int? child)
    {
        lock (_lock)
        {
            _child = child;
            if (child is not { } pid)
                return;
            foreach (var number in _early)
                _ = Kill(pid, number);
            _early.Clear();
        }
    }

    public void Dispose()
    {
        foreach (var registration in _registrations)
            registration.Dispose();
    }

    private void Pass(int number)
    {
        lock (_lock)
        {
            // One that ended meanwhile needs it no more, so whether there still is one doesn't matter.
            if (_child is { } pid)
                _ = Kill(pid, number);
            else
                _early.Add(number);
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int pid, int signal);
}
