using System.Globalization;
using System.Text.RegularExpressions;

namespace Dachshund.NodeHost.Demo;

/// <summary>A message that the phone took.</summary>
/// <param name="Channel">Which of its robots took it: the name of the channel.</param>
/// <param name="At">When.</param>
/// <param name="Text">What it says.</param>
internal sealed partial record PhoneMessage(string Channel, DateTimeOffset At, string Text)
{
    private const string Mark = "(可能重复 / may be a repeat)";

    /// <summary>How many lines it tells of for the first time; 0 when it tells of none.</summary>
    public long NewLines => NewCount().Match(Text) is { Success: true } match
        ? long.Parse(match.Groups[1].Value + match.Groups[2].Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture)
        : 0;

    /// <summary>Whether it says itself that it may have been told before.</summary>
    public bool MayRepeat => Text.Contains(Mark, StringComparison.Ordinal);

    /// <summary>What it says, without that mark wherever it was put: a repeat has that of the first.</summary>
    public string Content => string.Concat(Text.Replace(Mark, "", StringComparison.Ordinal).Where(char.IsLetterOrDigit));

    [GeneratedRegex("([0-9][0-9,]*) new\\b|新增 ([0-9][0-9,]*)")]
    private static partial Regex NewCount();
}
