using System.Text;

namespace Dachshund.Alerting.Tests.Rendering;

public sealed class ApprovedMessagesTests
{
    private static readonly TimeZoneInfo Shanghai = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    [Theory]
    [InlineData(MessageFormat.Plain)]
    [InlineData(MessageFormat.DingTalkMarkdown)]
    [InlineData(MessageFormat.Markdown)]
    [InlineData(MessageFormat.Html)]
    public void Messages_of_every_kind_are_as_approved(MessageFormat format)
    {
        var all = new StringBuilder();
        foreach (var (what, notices) in Kinds())
            foreach (var language in (MessageLanguage[])[MessageLanguage.En, MessageLanguage.Zh, MessageLanguage.Both])
            {
                var message = Rendered.Message(
                    Some.Channel(format: format), Some.Render(language, Shanghai), linesMax: format == MessageFormat.Plain ? 20 : 3,
                    notices: notices);
                all.Append("=== ").Append(what).Append(", ").Append(language).Append('\n')
                    .Append(message.Title).Append("\n---\n").Append(Visible(message.Body)).Append('\n');
            }

        ApprovedFile.Verify($"messages-{format}", all.ToString());
    }

    // Blanks at the ends of lines are breaks in Markdown, and editors eat them.
    private static string Visible(string body) => body
        .Replace("  \n", "␠␠\n", StringComparison.Ordinal)
        .Replace("\u200b", "␣", StringComparison.Ordinal);

    private static IEnumerable<(string What, Notice[] Notices)> Kinds()
    {
        yield return ("one match", [Some.Match()]);
        yield return ("many matches on two hosts", [
            Some.Match(count: 12),
            Some.Match(host: "db-4", count: 5, at: 30_000) with
            {
                Samples =
                [
                    Some.Sample("db-4", "ERROR [pool-1] 磁盘 sdb is full (97%)", 29_000),
                    Some.Sample("db-4", "ERROR disk sdc is full", 30_000),
                ],
            },
        ]);
        yield return ("offline", [Some.Presence("offline", "web-1"), Some.Presence("offline", "web-2", 2000)]);
        yield return ("many offline", [.. Enumerable.Range(1, 7).Select(n => Some.Presence("offline", $"web-{n}"))]);
        yield return ("recovered", [Some.Presence("recovered", "web-1", 50_000)]);
        yield return ("lost bytes", [Some.Of("lost-bytes", "app", "18233 bytes of /srv/app/app.log at 4096: rotated away")]);
        yield return ("full", [Some.Of("full", "", "partition 3: 500000 of 1000000 entries unread, group main lags", "warning")]);
        yield return ("input", [Some.Of("input", "app", "", "warning") with
        {
            Input = "app",
            Samples = [new NoticeSample(Host: "web-1", Text: "/srv/app/*.log matches no file")],
        }]);
        yield return ("input over", [Some.Of("input", "app", "", "info") with { Input = "app", Over = true }]);
        yield return ("drop file", [Some.Drop(Some.Dropped(0, 11, "tar: no\n space"), Some.Dropped(40_011, 9, "exit 2"))]);
        yield return ("drop files", [
            Some.Drop(Some.Dropped(0, 11, "whole")), Some.Drop(Some.Dropped(0, 9, "- one\n# two"), Some.Dropped(9, 9, "three")),
        ]);
        yield return ("task late", [Some.Of("task", "backup", "late") with
        {
            Ongoing = true,
            Samples = [new NoticeSample(Text: "last: 01-04 03:02, due: 01-05 03:02")],
        }]);
        yield return ("task over", [Some.Of("task", "backup", "late", "info") with { Over = true }]);
        yield return ("task failed", [Some.Of("task", "backup", "failed") with
        {
            Samples = [new NoticeSample(Text: "exit 3, 12.0 s\ntar: no space\n# left", TimeMs: Some.Start)],
        }]);
        yield return ("report", [Some.Of("report", "daily-report", "daily report 01-05: 1 device lost", "warning") with
        {
            Samples =
            [
                .. Enumerable.Range(1, 12).Select(line => new NoticeSample(Text: $"line {line}: *<b>*")),
                new NoticeSample(Path: "https://reports.example/report-2026-01-05.html"),
            ],
        }]);
        yield return ("channel", [Some.Of("channel", "boss", "a message was given up: 310000 keywords not in content")]);
        yield return ("poison", [Some.Of("poison", "", "entry 1-7 of partition 3: kind 'x' is not known", "warning")]);
        yield return ("digest", [
            Some.Match(count: 3) with { Again = true },
            Some.Match(rule: "dead", count: 2) with { Again = true, Severity = "critical" },
            Some.Presence("offline", "web-1") with { Again = true },
        ]);
    }
}
