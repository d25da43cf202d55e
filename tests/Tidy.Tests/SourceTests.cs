using System.Text.RegularExpressions;

namespace Dachshund.Tidy.Tests;

/// <summary>What the compiler doesn't check of the house style.</summary>
public sealed partial class SourceTests
{
    private const int FileLinesMax = 400;
    private const int LineColumnsMax = 140;

    [Fact]
    public void No_file_is_longer_than_400_lines() =>
        Report(AllSources().Where(file => file.Lines.Length > FileLinesMax)
            .Select(file => $"{file.Path}: {file.Lines.Length} lines"));

    /// <summary>Texts don't count: cut in two they could not be searched for.</summary>
    [Fact]
    public void No_line_is_longer_than_140_columns() =>
        Report(AllSources().SelectMany(file => file.Lines
            .Select((line, index) => (line, index))
            .Where(entry => Texts().Replace(entry.line, "").Length > LineColumnsMax)
            .Select(entry => $"{file.Path}:{entry.index + 1}: {entry.line.Length} columns")));

    [Fact]
    public void A_namespace_is_its_folder() =>
        Report(AllSources().Where(file => file.Path.StartsWith("src/", StringComparison.Ordinal))
            .Select(file => (file.Path, Wanted: WantedNamespace(file.Path), Found: NamespaceOf(file.Lines)))
            .Where(entry => entry.Found is not null && entry.Found != entry.Wanted)
            .Select(entry => $"{entry.Path}: namespace {entry.Found}, its folder says {entry.Wanted}"));

    [Fact]
    public void No_pragma_region_or_own_global_using() =>
        Report(AllSources().SelectMany(file => file.Lines
            .Where(line => Unwanted().IsMatch(line))
            .Select(line => $"{file.Path}: {line.Trim()}")));

    [Fact]
    public void No_null_forgiving_operator_outside_tests() =>
        Report(AllSources().Where(file => file.Path.StartsWith("src/", StringComparison.Ordinal))
            .SelectMany(file => file.Lines
                .Where(line => NullForgiving().IsMatch(line) && !line.TrimStart().StartsWith("//", StringComparison.Ordinal))
                .Select(line => $"{file.Path}: {line.Trim()}")));

    private static (string Path, string[] Lines)[] AllSources()
    {
        var files = new[] { "src", "tests", "bench" }.SelectMany(folder => Repository.Files(folder, "*.cs"))
            .Select(path => (Repository.Relative(path), File.ReadAllLines(path))).ToArray();
        Assert.True(files.Length > 20, "the sources were not found");
        return files;
    }

    private static string WantedNamespace(string path) =>
        "Dachshund." + string.Join('.', path.Split('/')[1..^1]);

    private static string? NamespaceOf(string[] lines) =>
        lines.Select(line => NamespaceLine().Match(line)).FirstOrDefault(match => match.Success)?.Groups[1].Value;

    private static void Report(IEnumerable<string> findings)
    {
        var all = findings.ToArray();
        Assert.True(all.Length == 0, string.Join('\n', all));
    }

    [GeneratedRegex("\"(?:\\\\.|[^\"\\\\])*\"")]
    private static partial Regex Texts();

    [GeneratedRegex(@"^namespace ([A-Za-z0-9_.]+);")]
    private static partial Regex NamespaceLine();

    [GeneratedRegex(@"^\s*#(pragma|region|nullable)|^global using (static )?Dachshund")]
    private static partial Regex Unwanted();

    [GeneratedRegex(@"[A-Za-z0-9_\])>]!(\.|;|,|\)|\[)")]
    private static partial Regex NullForgiving();
}
