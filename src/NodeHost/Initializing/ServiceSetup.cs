using System.ComponentModel;
using System.Diagnostics;

namespace Dachshund.NodeHost.Initializing;

/// <summary>The systemd service, as <c>install.sh</c> sets it up.</summary>
internal static class ServiceSetup
{
    /// <summary>The folder that the service has its configuration in.</summary>
    public const string ConfigurationFolder = "/etc/dachshund";

    private const string Unit = "/etc/systemd/system/dachshund.service";
    private const string SystemdFolder = "/run/systemd/system";
    private const UnixFileMode GroupReads = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead;

    // A tarball without a runtime has the program in lib/.
    private static readonly string[] s_roots = [".", ".."];

    /// <summary>Whether the service can be set up by this process: by root, with systemd there.</summary>
    public static bool IsPossible => Environment.IsPrivilegedProcess && Directory.Exists(SystemdFolder);

    /// <summary>Lets the service's user read a file of root's, as install.sh does; without that user it stays as it is.</summary>
    public static async Task ShareAsync(string path, CancellationToken ct)
    {
        if (Environment.IsPrivilegedProcess && await RunAsync("chown", ["root:dachshund", "--", path], ct) is null)
            File.SetUnixFileMode(path, GroupReads);
    }

    /// <summary>Installs what is missing of the service, and enables it; null when done, else why not, or what to do.</summary>
    public static async Task<string?> InstallAsync(CancellationToken ct)
    {
        if (File.Exists(Unit))
            return await RunAsync("systemctl", ["enable", "--quiet", "dachshund.service"], ct);
        return Script() is { } script
            ? await RunAsync("sh", [script], ct)
            : "this program runs from where it was built: 'make dist', then install.sh of the tarball (docs/install.md)";
    }

    /// <summary>The commands that set the service up, for who may run them.</summary>
    public static string Commands() => File.Exists(Unit)
        ? "sudo systemctl enable --now dachshund"
        : $"sudo {Script() ?? "./dachshund-*/install.sh"} && sudo systemctl start dachshund";

    /// <summary>A file of the tarball that this program is from; null when it is from none.</summary>
    public static string? Shipped(string name) => s_roots
        .Select(root => Path.GetFullPath(Path.Join(root, name), AppContext.BaseDirectory)).FirstOrDefault(File.Exists);

    private static string? Script() => Shipped("install.sh");

    private static async Task<string?> RunAsync(string program, string[] arguments, CancellationToken ct)
    {
        try
        {
            using var process = Process.Start(
                new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true });
            if (process is null)
                return $"{program} did not start";
            var said = process.StandardOutput.ReadToEndAsync(ct);
            var problem = (await process.StandardError.ReadToEndAsync(ct)).Trim();
            await said;
            await process.WaitForExitAsync(ct);
            return process.ExitCode == 0 ? null : $"{program} {string.Join(' ', arguments)}: {problem}";
        }
        catch (Win32Exception e)
        {
            return $"{program} did not start: {e.Message}";
        }
    }
}
