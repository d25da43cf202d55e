using System.Globalization;
using System.Text;

namespace Dachshund.Actors.DailyReport;

/// <summary>The folder that reports are written to, for a web server or a person to show.</summary>
internal static class ReportFolder
{
    private const UnixFileMode Mode =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    /// <summary>The name of a day's file.</summary>
    public static string NameOf(DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"report-{day:yyyy-MM-dd}.html");

    /// <summary>Writes a day's file, whole or not at all; why it can't be, or null.</summary>
    public static string? Write(string folder, DateOnly day, string html)
    {
        var path = Path.Combine(folder, NameOf(day));
        var unfinished = $"{path}.new";
        try
        {
            Directory.CreateDirectory(folder);
            File.WriteAllText(unfinished, html, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            File.SetUnixFileMode(unfinished, Mode);
            File.Move(unfinished, path, overwrite: true);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"report.html-dir: {e.Message}";
        }
    }
}
