using System.Text;

namespace Dachshund.Tailing.Tests;

internal static class Some
{
    public static TailOptions Options { get; } = new();

    public static TailedFile Tail(string path, FileCheckpoint? resume = null, TailOptions? options = null)
    {
        var file = TailedFile.TryOpen(path, TempFolder.IdentityOf(path), resume, options ?? Options, out var problem);
        Assert.Null(problem);
        return file!;
    }

    /// <summary>All that can be read now, as text.</summary>
    public static string ReadText(TailedFile file, bool final = false)
    {
        var text = new StringBuilder();
        while (file.TryReadChunk(final, out var chunk))
        {
            using (chunk)
                text.Append(Encoding.UTF8.GetString(chunk.Content.Span));
        }

        return text.ToString();
    }

    /// <summary>The text of each chunk and whether bytes are left out behind it.</summary>
    public static List<(string Text, bool IsCut)> ReadChunks(TailedFile file)
    {
        var chunks = new List<(string, bool)>();
        while (file.TryReadChunk(false, out var chunk))
        {
            using (chunk)
                chunks.Add((Encoding.UTF8.GetString(chunk.Content.Span), chunk.IsCut));
        }

        return chunks;
    }

    public static FileCatalog Catalog(params string[] paths) => new([new CatalogInput("app", paths)]);

    public static string[] Scan(params string[] paths) =>
        [.. Catalog(paths).Scan().Select(file => file.Path).Order(StringComparer.Ordinal)];
}
