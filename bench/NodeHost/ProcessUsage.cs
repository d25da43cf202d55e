using System.Globalization;

namespace Dachshund.Bench.NodeHost;

/// <summary>What the kernel says a process uses.</summary>
internal static class ProcessUsage
{
    // The kernel counts for user space in hundredths of a second on every Linux that .NET runs on.
    private const double TicksPerSecond = 100;

    /// <summary>Megabytes of it that are in memory, those shared with others too.</summary>
    public static double ResidentMegabytes(int id)
    {
        const string Name = "VmRSS:";
        var line = File.ReadLines(Path(id, "status")).First(line => line.StartsWith(Name, StringComparison.Ordinal));
        return long.Parse(line.AsSpan(Name.Length).Trim().TrimEnd("kB "), CultureInfo.InvariantCulture) / 1024.0;
    }

    /// <summary>Seconds of a core that it has used, user and system time.</summary>
    public static double CpuSeconds(int id) => Seconds(id, 14);

    /// <summary>Seconds of a core that the ended children of this process had used.</summary>
    public static double CpuSecondsOfEndedChildren() => Seconds(Environment.ProcessId, 16);

    /// <summary>The sum of user and system time, fields <paramref name="at"/> and the next of <c>stat</c>.</summary>
    private static double Seconds(int id, int at)
    {
        // The name, field 2, may hold blanks and brackets; what follows the last bracket begins with field 3.
        var stat = File.ReadAllText(Path(id, "stat"));
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        var ticks = fields[(at - 3)..(at - 1)].Sum(field => long.Parse(field, CultureInfo.InvariantCulture));
        return ticks / TicksPerSecond;
    }

    private static string Path(int id, string file) =>
        string.Create(CultureInfo.InvariantCulture, $"/proc/{id}/{file}");
}
