using Dachshund.Tailing;

namespace Dachshund.NodeHost.TaskRuns;

/// <summary>The last lines of what a command printed: as much as a message shows. Thread-safe.</summary>
internal sealed class LastLines
{
    private const int LinesMax = 20;
    private const int BytesMax = 8 * 1024;
    private readonly Lock _lock = new();
    private readonly byte[] _ring = new byte[BytesMax];
    private long _total;

    /// <summary>Some more was printed.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        lock (_lock)
        {
            foreach (var octet in bytes.Length > BytesMax ? bytes[^BytesMax..] : bytes)
                _ring[_total++ % BytesMax] = octet;
        }
    }

    /// <summary>The last lines, in whatever encoding they are; blank ones left out.</summary>
    public override string ToString()
    {
        byte[] bytes;
        lock (_lock)
        {
            var kept = (int)Math.Min(_total, BytesMax);
            bytes = new byte[kept];
            for (var i = 0; i < kept; i++)
                bytes[i] = _ring[(_total - kept + i) % BytesMax];
        }

        // The first line may have lost its head, and be no text.
        var start = bytes.Length < BytesMax ? 0 : Array.IndexOf(bytes, (byte)'\n') + 1;
        var text = TextDecoder.Decode(bytes.AsSpan(start), TextDecoder.Detect(bytes.AsSpan(start)));
        var lines = text.Split('\n').Select(line => line.TrimEnd('\r', ' ')).Where(line => line.Length > 0);
        return string.Join('\n', lines.TakeLast(LinesMax));
    }
}
