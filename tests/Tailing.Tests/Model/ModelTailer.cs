using System.Text;

namespace Dachshund.Tailing.Tests.Model;

/// <summary>Uses the room the way a tailer does: scans, opens with the stored position, looks, reads, stores
/// positions.</summary>
internal sealed class ModelTailer(TempFolder folder, ModelDisk disk, Random random) : IDisposable
{
    private static readonly TailOptions Options = new() { ChunkBytes = 4096, LineBytesMax = ModelDisk.LineBytesMax };
    private readonly Dictionary<FileIdentity, TailedFile> open = [];
    private readonly Dictionary<string, FileCheckpoint> stored = [];
    private readonly Dictionary<string, FileCheckpoint> known = []; // stored, or on the way there
    private readonly List<(FileCheckpoint Checkpoint, List<ModelLine> Lines)> unstored = [];
    private FileCatalog? catalog;

    public bool Holds(FileIdentity identity) => open.ContainsKey(identity);

    /// <summary>A look at everything; reads at most so many chunks of each file.</summary>
    public void Poll(int chunksMax)
    {
        catalog ??= Some.Catalog(folder.At("*.log"));
        foreach (var found in catalog.Scan())
        {
            if (open.TryGetValue(found.Identity, out var held))
                held.Path = found.Path;
            else
                Open(found.Path, found.Identity, FileCheckpoint.ChooseFor(found.Identity, known.Values));
        }

        foreach (var (identity, file) in open.ToList())
            Read(identity, file, chunksMax);
        if (random.Next(2) == 0)
            Store();
    }

    /// <summary>A crash: what was not stored is forgotten, and a reader without handles finds what is left.</summary>
    public void Crash()
    {
        foreach (var (_, lines) in unstored)
            lines.ForEach(line => line.Emitted--);
        unstored.Clear();
        known.Clear();
        foreach (var (field, checkpoint) in stored)
            known.Add(field, checkpoint);
        Dispose();
        disk.Deleted.ForEach(content => content.IsDestroyed = true);
        catalog = null;
    }

    /// <summary>Finds files that were renamed out of the glob, as a starting node does.</summary>
    public void Recover()
    {
        catalog = Some.Catalog(folder.At("*.log"));
        var matched = catalog.Scan().Select(file => file.Path).ToHashSet();
        foreach (var inode in stored.Values.Select(checkpoint => checkpoint.Identity).Distinct().ToList())
        {
            var checkpoint = FileCheckpoint.ChooseFor(inode, stored.Values)!;
            var path = FileLocator.Find(checkpoint.Identity, checkpoint.Head, checkpoint.Path);
            if (!checkpoint.Done && path is not null && !matched.Contains(path))
                Open(path, TempFolder.IdentityOf(path), checkpoint);
        }
    }

    public void Store()
    {
        foreach (var (checkpoint, _) in unstored)
            stored[checkpoint.Field] = checkpoint;
        unstored.Clear();
    }

    public void Dispose()
    {
        foreach (var file in open.Values)
            file.Dispose();
        open.Clear();
    }

    private void Open(string path, FileIdentity identity, FileCheckpoint? resume)
    {
        var file = TailedFile.TryOpen(path, identity, resume, Options, out var problem);
        Assert.Null(problem);
        open.Add(identity, file!);
        disk.Log.Add($"open {identity.Inode}:{file!.Generation} offset {file.Offset}, stored {resume?.Offset}");
        Note(file.Checkpoint(file.Offset), []);
    }

    private void Note(FileCheckpoint checkpoint, List<ModelLine> lines)
    {
        known[checkpoint.Field] = checkpoint;
        unstored.Add((checkpoint, lines));
    }

    private void Read(FileIdentity identity, TailedFile file, int chunksMax)
    {
        var look = file.Observe();
        if (look.State == FileState.Truncated)
        {
            file.BeginNextGeneration();
            disk.Log.Add($"truncated {identity.Inode}, generation {file.Generation}");
            Note(file.Checkpoint(0), []);
            look = file.Observe();
        }

        Assert.NotEqual(FileState.Failed, look.State);
        var isAtEnd = false;
        for (; chunksMax > 0 && !isAtEnd; chunksMax--)
            isAtEnd = !ReadChunk(file, final: look.Deleted);
        if (!isAtEnd || !look.Deleted)
            return;
        Note(file.Checkpoint(file.Offset) with { Done = true }, []);
        file.Dispose();
        open.Remove(identity);
        disk.Log.Add($"closed {identity.Inode}");
    }

    private bool ReadChunk(TailedFile file, bool final)
    {
        if (!file.TryReadChunk(final, out var chunk))
            return false;
        using (chunk)
        {
            var checkpoint = file.Checkpoint(chunk.End);
            Assert.Equal(known[checkpoint.Field].Offset, chunk.Start);
            Assert.Equal(chunk.End, file.Offset);
            disk.Log.Add($"read {checkpoint.Field} {chunk.Start}-{chunk.End} final {final}");
            Note(checkpoint, Take(chunk, final));
        }

        return true;
    }

    private List<ModelLine> Take(TailChunk chunk, bool final)
    {
        var lines = new List<ModelLine>();
        var text = Encoding.UTF8.GetString(chunk.Content.Span);
        var offset = chunk.Start;
        foreach (var line in text.TrimEnd('\n').Split('\n'))
        {
            if (disk.ByText.TryGetValue(line, out var written))
            {
                Assert.Equal(written.Offset, offset);
                written.Emitted++;
                lines.Add(written);
            }
            else
                Assert.True(line.StartsWith("====", StringComparison.Ordinal) || final, $"never written: {line}");

            offset += line.Length + 1;
        }

        return lines;
    }
}
