using System.Globalization;

namespace Dachshund.TestKit.Redis;

/// <summary>
/// The wall clock that a <see cref="RedisServer"/> sees, by libfaketime: it runs on from whatever time it is set to. Only that
/// server sees it, and none of its monotonic clocks does. Dispose it after the server.
/// </summary>
public sealed class RedisClock : IDisposable
{
    private readonly TestFolder _folder = new();

    /// <param name="now">What it shows at first.</param>
    public RedisClock(DateTimeOffset now) => Set(now);

    /// <summary>What makes a process see this clock.</summary>
    internal IEnumerable<(string Name, string Value)> Variables =>
    [
        // The second one puts the C library's malloc before jemalloc's, which asks for the time while libfaketime is not ready yet.
        ("LD_PRELOAD", "/usr/$LIB/faketime/libfaketime.so.1 libc.so.6"),
        ("FAKETIME_TIMESTAMP_FILE", TheFile),
        ("FAKETIME_NO_CACHE", "1"),
        ("FAKETIME_DONT_FAKE_MONOTONIC", "1"),
    ];

    private string TheFile => Path.Combine(_folder.Path, "clock");

    /// <summary>What it shows now.</summary>
    public DateTimeOffset Now => TimeProvider.System.GetUtcNow() + Offset;

    private TimeSpan Offset { get; set; }

    /// <summary>Sets it.</summary>
    /// <param name="now">What it shows from now on.</param>
    public void Set(DateTimeOffset now)
    {
        Offset = now - TimeProvider.System.GetUtcNow();
        // Whole, as it is read at each look.
        var unfinished = TheFile + ".new";
        File.WriteAllText(unfinished, string.Create(CultureInfo.InvariantCulture, $"{Offset.TotalSeconds:+0.000000;-0.000000}\n"));
        File.Move(unfinished, TheFile, overwrite: true);
    }

    /// <summary>Removes what libfaketime leaves of a process that was killed.</summary>
    internal static void Forget(int processId)
    {
        File.Delete(string.Create(CultureInfo.InvariantCulture, $"/dev/shm/faketime_shm_{processId}"));
        File.Delete(string.Create(CultureInfo.InvariantCulture, $"/dev/shm/sem.faketime_sem_{processId}"));
    }

    public void Dispose() => _folder.Dispose();
}
