using System.Diagnostics;
using System.Globalization;

namespace Dachshund.Cluster.Tests;

/// <summary>Which file a path leads to.</summary>
internal static class Inode
{
    public static ulong Of(string path)
    {
        using var stat = Process.Start(new ProcessStartInfo("stat", ["-c", "%i", path]) { RedirectStandardOutput = true })
            ?? throw new InvalidOperationException("stat did not start");
        return ulong.Parse(stat.StandardOutput.ReadToEnd(), CultureInfo.InvariantCulture);
    }
}
