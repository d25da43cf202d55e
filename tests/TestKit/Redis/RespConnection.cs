using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Dachshund.TestKit.Redis;

/// <summary>A plain connection to Redis, so that tests look at it without the code that they test.</summary>
public sealed class RespConnection : IAsyncDisposable
{
    private readonly TcpClient _client;
    private readonly NetworkStream _stream;
    private readonly byte[] _buffer = new byte[65536];
    private int _read;
    private int _filled;

    private RespConnection(TcpClient client) => (_client, _stream) = (client, client.GetStream());

    public static async Task<RespConnection> OpenAsync(int port)
    {
        var client = new TcpClient { NoDelay = true };
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, port);
            return new RespConnection(client);
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Sends one command. Strings, numbers, null and arrays come back as such; an error as <see cref="RespError"/>.
    /// </summary>
    public async Task<object?> SendAsync(params string[] words)
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"*{words.Length}\r\n");
        foreach (var word in words)
            text.Append(CultureInfo.InvariantCulture, $"${Encoding.Latin1.GetByteCount(word)}\r\n{word}\r\n");
        await _stream.WriteAsync(Encoding.Latin1.GetBytes(text.ToString()));
        return await ReadAsync();
    }

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<object?> ReadAsync()
    {
        var line = await ReadLineAsync();
        var rest = line[1..];
        switch (line[0])
        {
            case '+':
                return rest;
            case '-':
                return new RespError(rest);
            case ':':
                return long.Parse(rest, CultureInfo.InvariantCulture);
            case '$':
                var length = int.Parse(rest, CultureInfo.InvariantCulture);
                return length < 0 ? null : await ReadBulkAsync(length);
            default:
                var items = new object?[Math.Max(0, int.Parse(rest, CultureInfo.InvariantCulture))];
                for (var at = 0; at < items.Length; at++)
                    items[at] = await ReadAsync();
                return items;
        }
    }

    private async Task<string> ReadBulkAsync(int length)
    {
        var bytes = new byte[length + 2];
        for (var at = 0; at < bytes.Length; at++)
            bytes[at] = await ReadByteAsync();
        return Encoding.Latin1.GetString(bytes, 0, length);
    }

    private async Task<string> ReadLineAsync()
    {
        var text = new StringBuilder();
        while (true)
        {
            var next = (char)await ReadByteAsync();
            if (next == '\n')
                return text.ToString(0, text.Length - 1);
            text.Append(next);
        }
    }

    private async ValueTask<byte> ReadByteAsync()
    {
        if (_read == _filled)
        {
            (_read, _filled) = (0, await _stream.ReadAsync(_buffer));
            if (_filled == 0)
                throw new IOException("the server closed the connection");
        }

        return _buffer[_read++];
    }
}
