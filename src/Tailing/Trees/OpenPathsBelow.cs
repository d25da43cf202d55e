using System.Globalization;
using Microsoft.Win32.SafeHandles;

namespace Dachshund.Tailing.Trees;

/// <summary>
/// Which files below a folder some process has open, read from <c>/proc</c>: of the processes of other users only where this one
/// may look. The links are read, never followed, so that a hanging network file system holds up nothing.
/// </summary>
internal static class OpenPathsBelow
{
    private const string Processes = "/proc";

    /// <summary>The open files, their paths as if the folder's real path were the name it is given.</summary>
    public static HashSet<string> Find(SafeFileHandle folder, string name)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        var self = $"{Processes}/self/fd/{folder.DangerousGetHandle().ToString(CultureInfo.InvariantCulture)}";
        if (TargetOf(self) is not { } real)
            return found;
        var prefix = real == "/" ? real : real + "/";
        foreach (var process in Entries(Processes).Where(entry => char.IsAsciiDigit(Path.GetFileName(entry)[0])))
        {
            foreach (var descriptor in Entries(process + "/fd"))
            {
                if (TargetOf(descriptor) is { } path && path.StartsWith(prefix, StringComparison.Ordinal))
                    found.Add((name == "/" ? name : name + "/") + path[prefix.Length..]);
            }
        }

        return found;
    }

    private static string? TargetOf(string link)
    {
        try
        {
            return new FileInfo(link).LinkTarget;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string[] Entries(string folder)
    {
        try
        {
            return Directory.GetFileSystemEntries(folder);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
