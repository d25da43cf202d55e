using System.Diagnostics;
using System.Globalization;
using Dachshund.Tailing;

namespace Dachshund.Bench.Tailing;

/// <summary>
/// How fast a warm file becomes chunks of whole lines, beside <c>wc -l</c> and <c>cat</c> on the same file, and what a
/// scan of
/// many quiet files costs. Takes less than 20 s.
/// </summary>
public static class TailBenchmark
{
    private const long FileBytes = 512L * 1024 * 1024;
    private const int Rounds = 5;
    private const int QuietFiles = 10_000;

    /// <summary>Runs it in a temporary folder, which is deleted afterwards.</summary>
    /// <param name="output">Takes one line a figure.</param>
    public static async Task RunAsync(TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var folder = Directory.CreateTempSubdirectory("dachshund-bench-").FullName;
        try
        {
            var path = Path.Combine(folder, "big.log");
            await MakeFileAsync(path);
            await output.WriteLineAsync($"tail: {FileBytes / 1024 / 1024} MB warm file, best of {Rounds} rounds");
            await ReportAsync(output, "dachshund TailedFile (512 KiB chunks)", () => ReadTailed(path));
            await ReportAsync(output, "dachshund ChunkReader (1 MiB chunks)", () => ReadChunks(path));
            await ReportAsync(output, "cat FILE >/dev/null", () => Shell("cat \"$0\" >/dev/null", path));
            await ReportAsync(output, "wc -l FILE", () => Shell("wc -l \"$0\" >/dev/null", path));
            await ReportScanAsync(output, Path.Combine(folder, "quiet"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task MakeFileAsync(string path)
    {
        var random = new Random(1);
        using var block = new MemoryStream();
        await using (var writer = new StreamWriter(block, leaveOpen: true))
        {
            for (var line = 0; line < 40_000; line++)
            {
                await writer.WriteLineAsync(string.Create(
                    CultureInfo.InvariantCulture,
                    $"2026-01-02 03:04:05.{line % 1000:000} INFO worker-{random.Next(64)} "
                    + $"request {random.Next()} took {random.Next(900)} ms"));
            }
        }

        await using var file = File.Create(path, 1 << 20);
        while (file.Position < FileBytes)
            block.WriteTo(file);
        file.SetLength(FileBytes);
    }

    private static void ReadTailed(string path)
    {
        var found = new FileCatalog([new CatalogInput("bench", [path])]).Scan()[0];
        using var file = TailedFile.TryOpen(path, found.Identity, null, new TailOptions(), out var problem)
            ?? throw new InvalidOperationException(problem);
        while (file.TryReadChunk(final: true, out var chunk))
            chunk.Dispose();
        if (file.Offset != FileBytes)
            throw new InvalidOperationException($"read {file.Offset} of {FileBytes} bytes");
    }

    private static void ReadChunks(string path)
    {
        using var reader = ChunkReader.TryOpen(path, out var problem) ?? throw new InvalidOperationException(problem);
        var bytes = 0L;
        while (reader.TryRead(out var content, out _))
            bytes += content.Length;
        if (bytes != FileBytes)
            throw new InvalidOperationException($"read {bytes} of {FileBytes} bytes");
    }

    private static void Shell(string command, string path)
    {
        using var process = Process.Start("/bin/sh", ["-c", command, path]);
        process.WaitForExit();
    }

    private static async Task ReportAsync(TextWriter output, string what, Action run)
    {
        var best = TimeSpan.MaxValue;
        for (var round = 0; round < Rounds; round++)
        {
            var started = Stopwatch.GetTimestamp();
            run();
            var elapsed = Stopwatch.GetElapsedTime(started);
            best = elapsed < best ? elapsed : best;
        }

        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"  {what,-46} {FileBytes / best.TotalSeconds / 1e9,6:0.00} GB/s ({best.TotalMilliseconds:0} ms)"));
    }

    private static async Task ReportScanAsync(TextWriter output, string folder)
    {
        Directory.CreateDirectory(folder);
        for (var index = 0; index < QuietFiles; index++)
            await File.WriteAllTextAsync(Path.Combine(folder, $"service-{index}.log"), "");
        var catalog = new FileCatalog([new CatalogInput("bench", [folder])]);
        catalog.Scan();
        var best = TimeSpan.MaxValue;
        var bytes = 0L;
        for (var round = 0; round < Rounds; round++)
        {
            var allocated = GC.GetAllocatedBytesForCurrentThread();
            var started = Stopwatch.GetTimestamp();
            catalog.Scan();
            var elapsed = Stopwatch.GetElapsedTime(started);
            best = elapsed < best ? elapsed : best;
            bytes = GC.GetAllocatedBytesForCurrentThread() - allocated;
        }

        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"  scan of {QuietFiles} quiet files: {best.TotalMilliseconds:0.0} ms, {bytes} bytes allocated"));
    }
}
