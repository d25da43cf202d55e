using System.IO.Compression;
using System.Text;

namespace Dachshund.Tailing.Tests.Locating;

/// <summary>The file is <c>app.log</c>, the line wanted is its second one.</summary>
public sealed class FileSearchTests : IDisposable
{
    private const string Content = "starting up\nERROR disk full\nretrying\n";
    private const string Line = "ERROR disk full";
    private readonly TempFolder folder = new();
    private readonly string path;
    private readonly SoughtFile sought;

    public FileSearchTests()
    {
        path = folder.Write("app.log", Content);
        sought = new SoughtFile(TempFolder.IdentityOf(path), FileHead.Of(Bytes(Content)), path, 12, Line.Length);
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task File_that_stayed_is_opened_without_a_scan()
    {
        var catalog = Some.Catalog(folder.At("*.log"));
        using var file = await FileLocator.OpenAsync(sought, catalog, default);
        Assert.Equal(path, file?.Path);
        Assert.Equal(Line, await ReadAsync(file));
        Assert.Empty(catalog.Folders);
    }

    [Theory]
    [InlineData("app.log.1")]
    [InlineData("app.log-20260101")]
    [InlineData("app-2026-01-01.log")]
    public async Task Renamed_file_is_found_though_it_has_a_successor(string name)
    {
        File.Move(path, folder.At(name));
        folder.Write("app.log", Content);
        await FindsAsync(folder.At(name));
    }

    [Theory]
    [InlineData("app.log.1.gz")]
    [InlineData("app.log.2026-01-01.gz")]
    [InlineData("app-20260101.log.gz")]
    public async Task Compressed_file_is_found_and_read(string name)
    {
        Compress(name, Content);
        Compress("app.log.9.gz", "starting up again\nERROR disk full\n");
        File.Delete(path);
        folder.Write("app.log", "another\n");
        using var file = await FileLocator.OpenAsync(sought, Some.Catalog(folder.At("*.log")), default);
        Assert.Equal(folder.At(name), file?.Path);
        Assert.True(file?.IsCompressed);
        Assert.Equal(Line, await ReadAsync(file));
    }

    [Fact]
    public async Task Copy_of_a_truncated_file_is_found_by_its_content()
    {
        File.Copy(path, folder.At("app.log.1"));
        folder.Write("app.log", "");
        await FindsAsync(folder.At("app.log.1"));
        folder.Write("app.log", Content);
        await FindsAsync(folder.At("app.log.1"), sought with { IsPast = true });
    }

    [Fact]
    public async Task Truncated_or_deleted_file_is_gone()
    {
        folder.Write("app.log", "starting up\n");
        await FindsAsync(null);
        await FindsAsync(null, sought with { Head = FileHead.Of(Bytes("starting up\n")) });
        File.Delete(path);
        await FindsAsync(null);
    }

    [Fact]
    public async Task File_written_anew_with_the_same_banner_is_not_it()
    {
        var banner = sought with { Head = FileHead.Of(Bytes("starting up\n")) };
        folder.Write("app.log", Content);
        await FindsAsync(path, banner);
        folder.Write("app.log", "starting up\nwarning of something else\nmore\n");
        await FindsAsync(null, banner with { Offset = 16 });
    }

    [Fact]
    public async Task Inode_with_another_head_or_head_with_another_inode_is_not_it()
    {
        await FindsAsync(null, sought with { Head = FileHead.Of("other"u8) });
        await FindsAsync(null, sought with { Identity = sought.Identity with { Inode = sought.Identity.Inode + 1 } });
        await FindsAsync(path, sought with { Identity = sought.Identity with { Device = 77 } });
    }

    [Fact]
    public async Task Only_names_that_the_inputs_stand_for_are_looked_at()
    {
        Assert.Null(await FileLocator.OpenAsync(sought, Some.Catalog(folder.At("*.txt")), default));
        File.Move(path, folder.At("elsewhere"));
        await FindsAsync(null);
        await FindsAsync(null, sought with { LastPath = folder.At("elsewhere") });
        await FindsAsync(null, sought with { LastPath = folder.At("x/../elsewhere") });
        await FindsAsync(null, sought with { LastPath = "app.log" });
    }

    [Fact]
    public async Task Folder_above_is_no_hidden_folder()
    {
        Directory.CreateDirectory(folder.At("logs/.old"));
        var hidden = Some.Catalog(folder.At("logs/.*/app.log"));
        Assert.Null(await FileLocator.OpenAsync(sought with { LastPath = folder.At("logs/../app.log") }, hidden, default));
        File.Move(path, folder.At("logs/.old/app.log"));
        using var file = await FileLocator.OpenAsync(sought, hidden, default);
        Assert.Equal(folder.At("logs/.old/app.log"), file?.Path);
    }

    [Fact]
    public async Task Symbolic_link_that_took_the_place_is_refused()
    {
        var secret = folder.Write("secret/key", Content);
        File.Delete(path);
        File.CreateSymbolicLink(path, secret);
        await FindsAsync(null);
        File.CreateSymbolicLink(folder.At("app.log.1"), secret);
        await FindsAsync(null);
        Compress("secret/key.gz", Content);
        File.CreateSymbolicLink(folder.At("app.log.1.gz"), folder.At("secret/key.gz"));
        await FindsAsync(null);
    }

    [Fact]
    public async Task Hard_link_that_took_the_place_is_refused()
    {
        var secret = folder.Write("secret/key", Content);
        File.Delete(path);
        TempFolder.HardLink(secret, path);
        TempFolder.HardLink(secret, folder.At("app.log.1"));
        await FindsAsync(null);
    }

    [Fact]
    public async Task Fifo_and_folder_that_took_the_place_are_refused_without_waiting()
    {
        File.Delete(path);
        TempFolder.MakeFifo(path);
        TempFolder.MakeFifo(folder.At("app.log.1.gz"));
        Directory.CreateDirectory(folder.At("app.log.1"));
        await FindsAsync(null);
        await FindsAsync(null, sought with { Identity = TempFolder.IdentityOf(path) });
        await FindsAsync(null, sought with { Identity = TempFolder.IdentityOf(folder.At("app.log.1")) });
    }

    [Fact]
    public async Task Input_that_reaches_the_file_by_a_link_still_does()
    {
        File.CreateSymbolicLink(folder.At("by-folder"), folder.Root);
        var inFolder = Path.Join(folder.At("by-folder"), "app.log");
        using (var file = await FileLocator.OpenAsync(sought with { LastPath = inFolder }, Some.Catalog(inFolder), default))
            Assert.Equal(Line, await ReadAsync(file));
        File.Move(path, folder.At("app.log.1"));
        using (var file = await FileLocator.OpenAsync(sought with { LastPath = inFolder }, Some.Catalog(inFolder), default))
            Assert.Equal(Path.Join(folder.At("by-folder"), "app.log.1"), file?.Path);

        // As a container's log is: a link by itself, the file in a folder that no input names.
        Directory.CreateDirectory(folder.At("pods"));
        File.Move(folder.At("app.log.1"), folder.At("pods/0.log"));
        File.CreateSymbolicLink(folder.At("link.log"), folder.At("pods/0.log"));
        using var linked = await FileLocator.OpenAsync(
            sought with { LastPath = folder.At("link.log") }, Some.Catalog(folder.At("link.log")), default);
        Assert.Equal(folder.At("pods/0.log"), linked?.Path);
    }

    [Fact]
    public async Task Damaged_or_false_gz_and_one_with_too_many_bytes_are_passed_over()
    {
        File.Delete(path);
        folder.Write("app.log.1.gz", "no gzip at all");
        Put("app.log.2.gz", Gzip(Content)[..25]);
        await FindsAsync(null);
        using (var file = new GZipStream(File.Create(folder.At("app.log.3.gz")), CompressionLevel.Fastest))
        {
            file.Write(Bytes(Content));
            var zeros = new byte[1 << 20];
            for (var i = 0; i < 70; i++)
                file.Write(zeros);
            file.Write("\nERROR\n"u8);
        }

        await FindsAsync(folder.At("app.log.3.gz"));
        await FindsAsync(null, sought with { Offset = Content.Length + (70L << 20) + 1, Length = 5 });
        using var bomb = await FileLocator.OpenAsync(sought, Some.Catalog(folder.At("*.log")), default);
        Assert.Equal(0, await bomb!.ReadAsync(64 << 20, new byte[10], default));
        Assert.Equal(10, await bomb.ReadAsync((64 << 20) - 10, new byte[20], default));
        Assert.Equal(Line, await ReadAsync(bomb));
    }

    [Fact]
    public async Task Compressed_file_is_read_at_any_offset_forward_and_back()
    {
        var random = new Random(3);
        var content = new byte[1_500_000];
        random.NextBytes(content);
        File.Delete(path);
        Put("app.log.gz", [.. Gzip(content.AsSpan(0, 700_000)), .. Gzip(content.AsSpan(700_000))]);
        var any = sought with { Head = FileHead.Of(content.AsSpan(0, 1024)), Offset = 0, Length = 10 };
        using var file = await FileLocator.OpenAsync(any, Some.Catalog(folder.At("*.log")), default);
        for (var i = 0; i < 200; i++)
        {
            var offset = random.Next(content.Length);
            var buffer = new byte[random.Next(40_000)];
            var count = await file!.ReadAsync(offset, buffer, default);
            Assert.Equal(Math.Min(buffer.Length, content.Length - offset), count);
            Assert.True(content.AsSpan(offset, count).SequenceEqual(buffer.AsSpan(0, count)));
        }
    }

    [Fact]
    public async Task Search_leaves_no_handle()
    {
        Compress("app.log.1.gz", "another\n");
        folder.Write("app.log.2", "another\n");
        File.Delete(path);
        for (var i = 0; i < 10; i++)
            await FindsAsync(null);
        Assert.DoesNotContain(
            Directory.GetFiles("/proc/self/fd").Select(link => new FileInfo(link).LinkTarget ?? ""),
            target => target.StartsWith(folder.Root, StringComparison.Ordinal));
    }

    private async Task FindsAsync(string? expected, SoughtFile? other = null)
    {
        using var file = await FileLocator.OpenAsync(other ?? sought, Some.Catalog(folder.At("*.log")), default);
        Assert.Equal(expected, file?.Path);
        if (file is not null)
            Assert.Equal(Line, await ReadAsync(file));
    }

    private static async Task<string> ReadAsync(LocatedFile? file)
    {
        Assert.NotNull(file);
        var buffer = new byte[Line.Length];
        Assert.Equal(buffer.Length, await file.ReadAsync(12, buffer, default));
        return Encoding.UTF8.GetString(buffer);
    }

    private void Compress(string name, string text) => Put(name, Gzip(text));

    private void Put(string name, byte[] bytes) => File.WriteAllBytes(folder.At(name), bytes);

    private static byte[] Gzip(string text) => Gzip(Bytes(text));

    private static byte[] Gzip(ReadOnlySpan<byte> bytes)
    {
        using var packed = new MemoryStream();
        using (var stream = new GZipStream(packed, CompressionLevel.Fastest))
            stream.Write(bytes);
        return packed.ToArray();
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
