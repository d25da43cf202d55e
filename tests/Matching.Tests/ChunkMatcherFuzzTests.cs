using System.Text;
using System.Text.RegularExpressions;

namespace Dachshund.Matching.Tests;

public sealed class ChunkMatcherFuzzTests
{
    private static readonly string[] Words =
        ["ERROR", "error", "fail", "failed", "disk", "ok", "盘", "10.0.0.1", "\0", "é", "x=1", "timeout", "\r", " ", "a", "ab"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Matches_are_those_of_a_line_by_line_definition(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 150; round++)
        {
            var rules = RandomRules(random);
            var content = RandomContent(random);
            var result = new ChunkMatcher(RuleSet.Compile(rules)).Match(content, 500);
            var (expected, matchedLines) = Define(rules, content, 500);
            var actual = result.Groups.Select(group =>
                $"{group.Input}/{group.Rule} {group.TemplateId} {group.Count} {group.FirstOffset} {group.LastEnd} "
                + string.Join(' ', group.Samples.Select(sample => $"{sample.Offset}+{sample.Length}")));

            Assert.True(expected.SequenceEqual(actual), $"seed {seed}, round {round}");
            Assert.Equal(matchedLines, result.MatchedLines);
            Assert.Equal(matchedLines, new ChunkMatcher(RuleSet.Compile(rules)).CountMatchingLines(content));
        }
    }

    [Fact]
    public void Counts_of_the_parts_add_up_wherever_between_lines_the_content_is_cut()
    {
        var random = new Random(9);
        for (var round = 0; round < 60; round++)
        {
            var matcher = new ChunkMatcher(RuleSet.Compile(RandomRules(random)));
            var content = RandomContent(random);
            var whole = Sums(matcher.Match(content, 0));
            for (var cut = 0; cut < content.Length; cut++)
            {
                if (content[cut] != '\n') continue;
                var head = matcher.Match(content.AsSpan(0, cut + 1), 0);
                var tail = matcher.Match(content.AsSpan(cut + 1), cut + 1);
                var parts = Sums(head).Concat(Sums(tail)).GroupBy(pair => pair.Key)
                    .ToDictionary(pairs => pairs.Key, pairs => pairs.Sum(pair => pair.Value));
                Assert.Equal(whole.OrderBy(p => p.Key, StringComparer.Ordinal), parts.OrderBy(p => p.Key, StringComparer.Ordinal));
            }
        }
    }

    private static Dictionary<string, long> Sums(ChunkResult result)
    {
        var sums = result.Groups.ToDictionary(group => $"{group.Input}/{group.Rule}/{group.TemplateId}", group => group.Count);
        sums["lines"] = result.Lines;
        sums["matched"] = result.MatchedLines;
        return sums;
    }

    private static RuleDefinition[] RandomRules(Random random)
    {
        string[] regexes = ["fail(ed)?", @"x=\d", "^a", "ok$", "[dk]isk", "盘.", "timeout|ERROR", "error", @"\d+\.\d+"];
        return [.. Enumerable.Range(0, random.Next(1, 5)).Select(i => new RuleDefinition
        {
            Input = random.Next(2) == 0 ? "one" : "two",
            Name = $"r{i}",
            Severity = (Severity)random.Next(4),
            IgnoreCase = random.Next(3) == 0,
            Keywords = [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => Words[random.Next(Words.Length)])],
            Regex = random.Next(2) == 0 ? [] : [regexes[random.Next(regexes.Length)]],
            Exclude = random.Next(3) > 0 ? [] : [regexes[random.Next(regexes.Length)]],
        })];
    }

    private static byte[] RandomContent(Random random)
    {
        var content = new List<byte>();
        for (var i = random.Next(200); i > 0; i--)
        {
            var part = random.Next(10);
            if (part == 0) content.AddRange("\r\n"u8);
            else if (part == 1) content.Add((byte)'\n');
            else if (part == 2) content.Add((byte)random.Next(256));
            else content.AddRange(Encoding.UTF8.GetBytes(Words[random.Next(Words.Length)] + " "));
        }

        return [.. content];
    }

    /// <summary>What RuleDefinition and RuleSet say, with nothing but strings and lists.</summary>
    private static (List<string> Groups, long MatchedLines) Define(RuleDefinition[] rules, byte[] content, long offset)
    {
        var groups = new List<(string Key, List<(long Start, int Length, long End)> Lines)>();
        var matched = 0L;
        for (var start = 0; start < content.Length;)
        {
            var feed = Array.IndexOf(content, (byte)'\n', start);
            var (end, next) = feed < 0 ? (content.Length, content.Length) : (feed, feed + 1);
            var raw = content.AsSpan(start, end - start).ToArray();
            var line = raw is [.. var head, (byte)'\r'] ? head.ToArray() : raw;
            var taken = rules.GroupBy(rule => rule.Input, StringComparer.Ordinal)
                .Select(input => input.OrderByDescending(rule => rule.Severity).FirstOrDefault(rule => Takes(rule, raw, line)))
                .OfType<RuleDefinition>().ToList();
            if (taken.Count > 0) matched++;
            foreach (var rule in taken)
            {
                var key = $"{rule.Input}/{rule.Name} {Template.Of(line).Id}";
                if (groups.FindIndex(group => group.Key == key) is var at && at < 0) (at, _) = (groups.Count, 0);
                if (at == groups.Count) groups.Add((key, []));
                groups[at].Lines.Add((offset + start, line.Length, offset + next));
            }

            start = next;
        }

        return ([.. groups.Select(group => $"{group.Key} {group.Lines.Count} {group.Lines[0].Start} {group.Lines[^1].End} "
            + string.Join(' ', group.Lines.Take(3).Select(line => $"{line.Start}+{line.Length}")))], matched);
    }

    private static bool Takes(RuleDefinition rule, byte[] raw, byte[] line)
    {
        // One char a byte: exact bytes, and with ASCII's cases alone where they are ignored.
        var (latin, text) = (Encoding.Latin1.GetString(raw), Encoding.UTF8.GetString(line));
        var options = RegexOptions.CultureInvariant | (rule.IgnoreCase ? RegexOptions.IgnoreCase : RegexOptions.None);
        var keyword = rule.Keywords.Any(word => rule.IgnoreCase
            ? word == "é" ? Regex.IsMatch(text, word, options) : AsciiLower(latin).Contains(AsciiLower(Latin(word)), StringComparison.Ordinal)
            : latin.Contains(Latin(word), StringComparison.Ordinal));
        return (keyword || rule.Regex.Any(pattern => Regex.IsMatch(text, pattern, options)))
            && !rule.Exclude.Any(pattern => Regex.IsMatch(text, pattern, options));
    }

    private static string Latin(string word) => Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(word));

    private static string AsciiLower(string text) => string.Concat(text.Select(c => char.IsAsciiLetterUpper(c) ? (char)(c | 0x20) : c));
}
