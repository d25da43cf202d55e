using System.Globalization;
using System.Text.RegularExpressions;
using Cronos;

namespace Dachshund.Tasks.Schedules;

/// <summary>
/// A crontab's five fields, or a nickname of them, read as Debian's cron reads them. Immutable, thread-safe.
/// </summary>
/// <remarks>
/// Cronos does the reckoning. Three rules of cron(8) and crontab(5) are not its own:
/// <list type="bullet">
/// <item>The day fields: "If both fields are restricted (ie, aren't *), the command will be run when either field matches". cron
/// takes a field for restricted unless its first character is <c>*</c>, so <c>*/2</c> is not, and both must match. To Cronos both
/// always must: where either suffices there are two expressions, and the earlier of their times counts.</item>
/// <item>Changes of the clocks: a job "with '*' in the hour or minute specifier" follows the clocks; any other one that they skip
/// is run once they have gone on, and in the hour that comes twice only the first time. Cronos takes a range for a <c>*</c>, so it
/// is given lists instead, and makes up for what was skipped in either case, so that is passed over where a <c>*</c> is.</item>
/// <item>The grammar: what only Cronos knows (<c>L</c>, <c>W</c>, <c>#</c>, <c>?</c>, <c>5/15</c>, seconds) cron refuses, and
/// numbers that run backwards it never matches: no task can have run by it.</item>
/// </list>
/// </remarks>
internal sealed partial class CrontabTime
{
    private const int FieldCount = 5;
    private const int Minute = 0;
    private const int Hour = 1;
    private const int DayOfMonth = 2;
    private const int DayOfWeek = 4;
    private readonly CronExpression[] _either;
    private readonly bool _followsClocks;

    private CrontabTime(CronExpression[] either, bool followsClocks) => (_either, _followsClocks) = (either, followsClocks);

    /// <summary>Reads it; null when cron would not.</summary>
    internal static CrontabTime? TryParse(string text)
    {
        var trimmed = text.Trim();
        if (Nickname().IsMatch(trimmed))
            return Of([trimmed], followsClocks: trimmed == "@hourly");
        var fields = trimmed.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length != FieldCount || !Array.TrueForAll(fields, field => Field().IsMatch(field)))
            return null;
        fields = Array.ConvertAll(fields, WithoutRanges);
        var followsClocks = fields[Minute].StartsWith('*') || fields[Hour].StartsWith('*');
        return fields[DayOfMonth].StartsWith('*') || fields[DayOfWeek].StartsWith('*')
            ? Of([string.Join(' ', fields)], followsClocks)
            : Of([Without(DayOfWeek, fields), Without(DayOfMonth, fields)], followsClocks);
    }

    /// <summary>The first time after an instant; null when none comes.</summary>
    internal DateTimeOffset? After(DateTimeOffset last, TimeZoneInfo zone) =>
        _either.Min(expression => After(last, zone, expression)?.ToUniversalTime());

    private DateTimeOffset? After(DateTimeOffset last, TimeZoneInfo zone, CronExpression expression)
    {
        var due = expression.GetNextOccurrence(last, zone);
        while (_followsClocks && due is { } time && !Matches(expression, time.DateTime))
            due = expression.GetNextOccurrence(time, zone);
        return due;
    }

    /// <summary>Whether the fields are what the clocks show, rather than what they skipped.</summary>
    private static bool Matches(CronExpression expression, DateTime shown)
    {
        var asUtc = DateTime.SpecifyKind(shown, DateTimeKind.Utc);
        return expression.GetNextOccurrence(asUtc, inclusive: true) == asUtc;
    }

    private static CrontabTime? Of(string[] texts, bool followsClocks)
    {
        var either = new CronExpression[texts.Length];
        for (var at = 0; at < texts.Length; at++)
        {
            if (!CronExpression.TryParse(texts[at], out var expression))
                return null;
            either[at] = expression;
        }

        return new CrontabTime(either, followsClocks);
    }

    private static string Without(int day, string[] fields) =>
        string.Join(' ', fields.Select((field, at) => at == day ? "*" : field));

    /// <summary>Each range of numbers as a list; one that runs backwards as nothing, which is refused.</summary>
    private static string WithoutRanges(string field) => Range().Replace(field, range =>
    {
        var (first, last) = (Number(range.Groups["first"]), Number(range.Groups["last"]));
        var step = range.Groups["step"].Success ? Number(range.Groups["step"]) : 1;
        return step == 0
            ? string.Empty
            : string.Join(',', Enumerable.Range(first, Math.Max(last - first + 1, 0)).Where(value => (value - first) % step == 0));
    });

    private static int Number(Group group) => int.Parse(group.Value, NumberStyles.None, CultureInfo.InvariantCulture);

    [GeneratedRegex("^@(yearly|annually|monthly|weekly|daily|midnight|hourly)$", RegexOptions.CultureInvariant)]
    private static partial Regex Nickname();

    [GeneratedRegex(
        "^(" + Item + ")(,(" + Item + "))*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Field();

    // Numbers have two digits, so that no range is a long one.
    [GeneratedRegex("(?<first>[0-9]{1,2})-(?<last>[0-9]{1,2})(/(?<step>[0-9]{1,2}))?", RegexOptions.CultureInvariant)]
    private static partial Regex Range();

    private const string Value = "([0-9]{1,2}|[A-Za-z]{3})";
    private const string Item = @"(\*|" + Value + "-" + Value + ")(/[0-9]{1,2})?|" + Value;
}
