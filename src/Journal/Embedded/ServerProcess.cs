using System.Diagnostics;
using System.Globalization;

namespace Dachshund.Journal.Embedded;

/// <summary>A process by pid and start time: a pid alone may have been given to another since.</summary>
/// <param name="Id">Pid.</param>
/// <param name="StartTicks">When it started, in clock ticks since boot (field 22 of <c>/proc/pid/stat</c>).</param>
internal sealed record ServerProcess(int Id, long StartTicks)
{
    private const int StartTicksField = 22;

    /// <summary>The process of a pid; null when there is none.</summary>
    internal static ServerProcess? Find(int id)
    {
        try
        {
            // The name, field 2, may hold blanks and brackets; what follows the last bracket begins with field 3.
            var stat = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{id}/stat"));
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return new ServerProcess(id, long.Parse(fields[StartTicksField - 3], CultureInfo.InvariantCulture));
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>Reads what <see cref="Write"/> wrote; null when that process does not live any more.</summary>
    internal static ServerProcess? TryRead(string path)
    {
        if (!File.Exists(path))
            return null;
        var parts = File.ReadAllText(path).Split(' ', StringSplitOptions.TrimEntries);
        return parts.Length == 2
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
            && Find(id) is { } process && process.StartTicks == ticks
            ? process
            : null;
    }

    internal void Write(string path) =>
        EndpointFile.WritePrivate(path, string.Create(CultureInfo.InvariantCulture, $"{Id} {StartTicks}\n"));

    /// <summary>A handle on the process; null when it does not live any more.</summary>
    internal Process? Open()
    {
        try
        {
            var process = Process.GetProcessById(Id);
            if (Find(Id) == this)
                return process;
            process.Dispose();
        }
        catch (ArgumentException)
        {
            // Gone already.
        }

        return null;
    }
}
