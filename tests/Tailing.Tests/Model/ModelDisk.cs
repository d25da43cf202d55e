using System.Text;

namespace Dachshund.Tailing.Tests.Model;

/// <summary>Does to real files what loggers and rotators do, and knows every line that was ever written.</summary>
internal sealed class ModelDisk(TempFolder folder, Random random)
{
    public const int LineBytesMax = 200;
    private const string Banner = "======== the same first line in every file ========\n";
    private int names;
    private int lines;

    public List<ModelFile> Files { get; } = [];

    public List<ModelLine> Lines { get; } = [];

    public Dictionary<string, ModelLine> ByText { get; } = [];

    public List<string> Log { get; } = [];

    public void Act(Func<FileIdentity, bool> isHeldOpen)
    {
        if (Files.Count == 0)
        {
            Create();
            return;
        }

        var file = Files[random.Next(Files.Count)];
        switch (random.Next(14))
        {
            case 0: Create(); break;
            case 1: Rename(file, folder.At($"app-{names++}.log"), "rename within the glob"); break;
            case 2: Rename(file, folder.At($"app.log.{names++}"), "rename out of the glob"); break;
            case 3: CopyTruncate(file); break;
            case 4: Rewrite(file); break;
            case 5: Delete(file, isHeldOpen(file.Identity)); break;
            case 6: Link(file); break;
            case 7: Append(file, "", half: true); break;
            case 8: Append(file, LongLine(), half: false); break;
            default: Append(file, "", half: false); break;
        }

        MarkUnreachable(isHeldOpen);
    }

    private void Create()
    {
        var path = folder.At($"app-{names++}.log");
        File.WriteAllText(path, "");
        var file = new ModelFile
        {
            Paths = [path], Content = new ModelContent(), Identity = TempFolder.IdentityOf(path),
        };
        Files.Add(file);
        Note("create", file);
        if (random.Next(2) == 0)
            Append(file, "", half: false);
    }

    private void Append(ModelFile file, string first, bool half)
    {
        var content = file.Content;
        var text = new StringBuilder();
        if (content.SizeBytes == 0 && random.Next(2) == 0)
            content.SizeBytes = text.Append(Banner).Length;
        var line = content.Half + first;
        for (var count = random.Next(1, 12); count > 0; count--)
        {
            line += NewText();
            Complete(content, line);
            text.Append(line.AsSpan(content.Half.Length)).Append('\n');
            content.Half = line = "";
        }

        if (half)
        {
            var rest = NewText();
            content.Half = rest;
            content.SizeBytes += rest.Length;
            text.Append(rest);
        }

        File.AppendAllText(file.Paths[0], text.ToString());
        Note(half ? "append, half line" : "append", file);
    }

    private void Complete(ModelContent content, string text)
    {
        // The half line is in the size already.
        var line = new ModelLine(content, content.SizeBytes - content.Half.Length, text);
        content.SizeBytes += text.Length - content.Half.Length + 1;
        content.Lines.Add(line);
        Lines.Add(line);
        ByText.Add(text.Length > LineBytesMax ? text[..LineBytesMax] : text, line);
    }

    private string NewText() => $"line {lines++:x8} " + new string((char)('a' + random.Next(26)), random.Next(40));

    private string LongLine() => NewText() + new string('z', random.Next(LineBytesMax, 12_000));

    private void Rename(ModelFile file, string to, string what)
    {
        File.Move(file.Paths[0], to);
        file.Paths[0] = to;
        Note(what, file);
    }

    /// <summary>What no name within the glob and no open handle leads to need not be read.</summary>
    public void MarkUnreachable(Func<FileIdentity, bool> isHeldOpen)
    {
        foreach (var file in Files.Where(file => !isHeldOpen(file.Identity) && !file.Paths.Exists(IsInGlob)))
            file.Content.IsDestroyed = true;
    }

    private static bool IsInGlob(string path) => path.EndsWith(".log", StringComparison.Ordinal);

    private void Link(ModelFile file)
    {
        var path = folder.At($"link-{names++}.log");
        TempFolder.HardLink(file.Paths[0], path);
        file.Paths.Add(path);
        Note("hard link", file);
    }

    private void CopyTruncate(ModelFile file)
    {
        File.Copy(file.Paths[0], folder.At($"copy.{names++}"));
        Truncate(file);
        Note("copytruncate", file);
    }

    private void Rewrite(ModelFile file)
    {
        var size = file.Content.SizeBytes;
        Truncate(file);
        Note("rewrite", file);
        do
            Append(file, "", half: false);
        while (random.Next(3) > 0 && file.Content.SizeBytes < size + 10);
    }

    private static void Truncate(ModelFile file)
    {
        using (var handle = File.OpenWrite(file.Paths[0]))
            handle.SetLength(0);
        file.Content.IsDestroyed = true;
        file.Content = new ModelContent();
    }

    private void Delete(ModelFile file, bool isHeldOpen)
    {
        file.Paths.ForEach(File.Delete);
        Files.Remove(file);
        file.Content.IsDestroyed = !isHeldOpen;
        Deleted.Add(file.Content);
        Note($"delete, held open: {isHeldOpen}", file);
    }

    /// <summary>Contents that only an open handle still leads to.</summary>
    public List<ModelContent> Deleted { get; } = [];

    public void Note(string what, ModelFile file) =>
        Log.Add($"{what}: {file.Identity.Inode} {Path.GetFileName(file.Paths[0])} size {file.Content.SizeBytes}");
}
