using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Dachshund.NodeHost.Hosting;

/// <summary>
/// The init system that runs this process as a service, told of its state in the words of <c>sd_notify</c>: a datagram a state, to
/// the socket that <c>NOTIFY_SOCKET</c> names. Nobody there, or nobody listening, is no failure. Thread-safe.
/// </summary>
internal sealed class InitSystem : IDisposable
{
    private readonly TimeProvider _time;
    private readonly Socket? _socket;
    private readonly UnixDomainSocketEndPoint? _listener;

    private InitSystem(TimeProvider time, UnixDomainSocketEndPoint? listener, TimeSpan? pingEvery)
    {
        (_time, _listener, PingEvery) = (time, listener, pingEvery);
        if (listener is not null)
            _socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified) { Blocking = false };
    }

    /// <summary>None: what it is told goes nowhere.</summary>
    public static InitSystem None { get; } = new(TimeProvider.System, null, null);

    /// <summary>How often it wants to hear <see cref="Alive"/>: twice as often as it must; null when it doesn't watch.</summary>
    public TimeSpan? PingEvery { get; }

    /// <summary>The one that the environment names.</summary>
    /// <param name="environment">The environment's variables.</param>
    /// <param name="time">The clock; the system's is the monotonic one that a reload is to name.</param>
    public static InitSystem Of(Func<string, string?> environment, TimeProvider time)
    {
        if (environment("NOTIFY_SOCKET") is not { Length: > 1 } socket || socket[0] is not ('/' or '@'))
            return None;
        // A leading @ stands for the NUL of an abstract name, which is in no folder.
        var listener = new UnixDomainSocketEndPoint(socket[0] == '@' ? '\0' + socket[1..] : socket);
        var forUs = environment("WATCHDOG_PID") is not { Length: > 0 } pid
            || pid == Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        var pingEvery = forUs && long.TryParse(environment("WATCHDOG_USEC"), NumberStyles.None, CultureInfo.InvariantCulture, out var us) && us > 0
            ? TimeSpan.FromMicroseconds(us / 2.0)
            : (TimeSpan?)null;
        return new InitSystem(time, listener, pingEvery);
    }

    /// <summary>The node does its work, from the start or after a reload.</summary>
    /// <param name="status">One line for people; null keeps the earlier one.</param>
    public void Ready(string? status = null) => Send(status is null ? "READY=1" : $"READY=1\nSTATUS={status}");

    /// <summary>The node loads its configuration again; <see cref="Ready"/> follows.</summary>
    public void Reloading()
    {
        var us = _time.GetTimestamp() / (_time.TimestampFrequency / 1_000_000.0);
        Send(string.Create(CultureInfo.InvariantCulture, $"RELOADING=1\nMONOTONIC_USEC={us:F0}"));
    }

    /// <summary>The node leaves.</summary>
    public void Stopping() => Send("STOPPING=1");

    /// <summary>The node works: the watchdog starts anew.</summary>
    public void Alive()
    {
        if (PingEvery is not null)
            Send("WATCHDOG=1");
    }

    public void Dispose() => _socket?.Dispose();

    private void Send(string state)
    {
        if (_socket is null || _listener is null)
            return;
        try
        {
            _socket.SendTo(Encoding.UTF8.GetBytes(state), _listener);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Nobody listens, or it doesn't keep up; what it misses of a watchdog, the next ping makes good.
        }
    }
}
