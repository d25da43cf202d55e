using System.Net.Sockets;
using System.Text;

namespace Dachshund.Cluster.Tests;

/// <summary>The socket on which an init system hears of its services. What it heard is kept, datagram by datagram.</summary>
internal sealed class NotifySocket : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
    private readonly byte[] _buffer = new byte[4096];

    /// <param name="name">A path, or the name of an abstract socket behind an <c>@</c>.</param>
    public NotifySocket(string name)
    {
        Name = name;
        _socket.Bind(new UnixDomainSocketEndPoint(name[0] == '@' ? '\0' + name[1..] : name));
    }

    /// <summary>As <c>NOTIFY_SOCKET</c> has it.</summary>
    public string Name { get; }

    /// <summary>Waits for a datagram that holds this line; those before it are forgotten.</summary>
    /// <returns>The datagram.</returns>
    public async Task<string> HearAsync(string line)
    {
        var heard = await NextAsync();
        while (!heard.Split('\n').Contains(line))
            heard = await NextAsync();
        return heard;
    }

    /// <summary>Waits for the next datagram.</summary>
    public async Task<string> NextAsync()
    {
        using var deadline = new CancellationTokenSource(Deadline.Generous);
        return Encoding.UTF8.GetString(_buffer, 0, await _socket.ReceiveAsync(_buffer, SocketFlags.None, deadline.Token));
    }

    /// <summary>Forgets what was told until now.</summary>
    public void Forget()
    {
        while (_socket.Available > 0)
            _socket.Receive(_buffer);
    }

    public void Dispose() => _socket.Dispose();
}
