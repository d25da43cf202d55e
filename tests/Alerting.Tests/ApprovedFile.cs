using System.Runtime.CompilerServices;

namespace Dachshund.Alerting.Tests;

/// <summary>
/// Compares a text with the file that somebody approved. What differs is written beside it as <c>.received.txt</c>:
/// to approve it, rename it.
/// </summary>
internal static class ApprovedFile
{
    public static void Verify(string name, string text, [CallerFilePath] string caller = "")
    {
        var folder = Path.Combine(Root(caller), "Approved");
        var approved = Path.Combine(folder, name + ".approved.txt");
        var received = Path.Combine(folder, name + ".received.txt");
        if (File.Exists(approved) && File.ReadAllText(approved) == text)
        {
            File.Delete(received);
            return;
        }

        File.WriteAllText(received, text);
        Assert.Fail($"not as approved, see {received}:\n{text}");
    }

    private static string Root(string caller)
    {
        var folder = new DirectoryInfo(Path.GetDirectoryName(caller) ?? ".");
        while (folder is not null && !Directory.Exists(Path.Combine(folder.FullName, "Approved")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException($"no folder Approved above {caller}");
    }
}
