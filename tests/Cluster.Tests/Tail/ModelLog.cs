using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Dachshund.Cluster.Tests.Tail;

/// <summary>
/// A log that is written, rotated, truncated and replaced in every way that the field knows, and that remembers each byte. Lines
/// are numbered; each that matches is taken by one rule.
/// </summary>
internal sealed class ModelLog(string path, int rules, Random random)
{
    private const int RotatedMax = 6;
    private readonly List<LogContent> _contents = [];
    private int _number;
    private string _half = "";

    public string Path { get; } = path;

    public IReadOnlyList<LogContent> Contents => _contents;

    /// <summary>The content that the path leads to.</summary>
    public LogContent Current => _contents[^1];

    public static string Keyword(int rule) => string.Create(CultureInfo.InvariantCulture, $"K{rule:d3}!");

    /// <summary>Makes the file, empty.</summary>
    public void Create()
    {
        File.WriteAllText(Path, "");
        Begin();
    }

    /// <summary>Writes whole lines, of which about half match.</summary>
    public void Write(int lines)
    {
        var text = new StringBuilder();
        for (var i = 0; i < lines; i++)
            AddLine(text, random.Next(2) == 0 ? random.Next(rules) : null);
        Append(text);
    }

    /// <summary>Writes lines that all match, the rules in turn: in one chunk more problems than one append takes.</summary>
    public void WriteAllRules()
    {
        var text = new StringBuilder();
        for (var i = 0; i < 2 * rules; i++)
            AddLine(text, i % rules);
        Append(text);
    }

    /// <summary>Writes the beginning of a line that matches, and later its rest.</summary>
    public void WriteHalf()
    {
        var text = new StringBuilder();
        AddLine(text, random.Next(rules));
        var all = text.ToString();
        var cut = random.Next(1, all.Length);
        File.AppendAllText(Path, all[..cut]);
        _half = all[cut..];
    }

    /// <summary>Writes the rest of a line that was begun.</summary>
    public void EndHalf()
    {
        if (_half.Length == 0)
            return;
        File.AppendAllText(Path, _half);
        _half = "";
    }

    /// <summary>Renames the file and those renamed before, and makes a new one, as logrotate does with <c>create</c>.</summary>
    public void Rotate()
    {
        EndHalf();
        for (var number = RotatedMax; number >= 1; number--)
            Move(Rotated(number), number == RotatedMax ? null : Rotated(number + 1));
        Move(Path, Rotated(1));
        Create();
    }

    /// <summary>Compresses the newest rotated file; its name is gone, a node that holds it reads on.</summary>
    public void Compress()
    {
        if (!File.Exists(Rotated(1)))
            return;
        Process.Start("gzip", ["-f", "-k", Rotated(1)]).WaitForExit();
        File.Move(Rotated(1) + ".gz", Path + "-archive.gz", overwrite: true);
        Move(Rotated(1), null);
    }

    /// <summary>Copies the file to a name that nobody watches, and truncates it.</summary>
    public void CopyTruncate()
    {
        EndHalf();
        File.Copy(Path, Path + "-copy", overwrite: true);
        Truncate();
    }

    /// <summary>Truncates the file; what it held is gone.</summary>
    public void Truncate()
    {
        EndHalf();
        using (var file = new FileStream(Path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
            file.SetLength(0);
        Current.Path = null;
        Begin();
    }

    /// <summary>Truncates the file and writes it anew beyond its old size, with the first line that it had.</summary>
    public void TruncateAndRegrow()
    {
        var banner = File.ReadLines(Path).FirstOrDefault() is { } first && !first.Contains('K', StringComparison.Ordinal) ? first + "\n" : "";
        var size = Current.Size;
        Truncate();
        var text = new StringBuilder(banner);
        Current.Size = banner.Length;
        while (text.Length <= size)
            AddLine(text, random.Next(rules));
        File.AppendAllText(Path, text.ToString());
    }

    /// <summary>Renames a new file over this one, whose name is gone then.</summary>
    public void Replace()
    {
        EndHalf();
        File.WriteAllText(Path + "-new", "");
        File.Move(Path + "-new", Path, overwrite: true);
        Current.Path = null;
        Begin();
    }

    /// <summary>Removes the file and makes it again.</summary>
    public void Delete()
    {
        EndHalf();
        File.Delete(Path);
        Current.Path = null;
        Create();
    }

    /// <summary>Writes lines to a file that was renamed already, as a writer does that has not opened the new one yet.</summary>
    public void WriteLate()
    {
        if (_contents.LastOrDefault(content => content.Path == Rotated(1)) is not { } content)
            return;
        var text = new StringBuilder();
        for (var i = 0; i < 3; i++)
            AddLine(text, random.Next(rules), content);
        File.AppendAllText(Rotated(1), text.ToString());
    }

    private string Rotated(int number) => string.Create(CultureInfo.InvariantCulture, $"{Path}.{number}");

    private void Begin()
    {
        _half = "";
        _contents.Add(new LogContent(Inode.Of(Path), Path));
    }

    private void Move(string from, string? to)
    {
        if (!File.Exists(from))
            return;
        if (to is null)
            File.Delete(from);
        else
            File.Move(from, to, overwrite: true);
        foreach (var content in _contents.Where(content => content.Path == from))
            content.Path = to;
    }

    private void Append(StringBuilder text)
    {
        // What was begun is ended first: its rest lies before these lines.
        EndHalf();
        // One write: in several, a quick node would meet a few lines at a time, and never a big chunk.
        using var file = new FileStream(Path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        file.Write(Encoding.ASCII.GetBytes(text.ToString()));
    }

    private void AddLine(StringBuilder text, int? rule, LogContent? to = null)
    {
        var content = to ?? Current;
        var number = _number++;
        var line = rule is { } taken
            ? string.Create(CultureInfo.InvariantCulture, $"{Keyword(taken)} failed number={number:d8}\n")
            : string.Create(CultureInfo.InvariantCulture, $"all is well with {number:d8}\n");
        if (rule is { } matching)
            content.Add(new LogLine(number, matching, content.Size, TimeProvider.System.GetTimestamp()));
        content.Size += line.Length;
        text.Append(line);
    }
}
