using System.ComponentModel;
using System.Diagnostics;
using Dachshund.Context.Keys;
using Dachshund.NodeHost.Configuration;

namespace Dachshund.NodeHost.Hosting;

/// <summary>Where a node has the keys of links.</summary>
internal static class KeyFolders
{
    /// <summary>The private keys of a server.</summary>
    public static string Private(DachshundConfiguration configuration) => Path.Combine(configuration.Node.DataDir, "link-keys");

    /// <summary>The public keys that a node believes.</summary>
    public static string Trusted(DachshundConfiguration configuration) => Path.Combine(configuration.Node.DataDir, "trusted-keys");

    /// <summary>What root makes in a data-dir is for the one whose data-dir it is: the service could not read it else.</summary>
    /// <param name="configuration">The node's.</param>
    /// <param name="path">A file that was made, in a folder that may have been made with it.</param>
    /// <exception cref="LinkKeyException">The file has the wrong owner, and will not be used.</exception>
    public static void GiveToOwner(DachshundConfiguration configuration, string path)
    {
        if (!Environment.IsPrivilegedProcess)
            return;
        try
        {
            using var chown = Process.Start(new ProcessStartInfo(
                "chown", [$"--reference={configuration.Node.DataDir}", "--", Path.GetDirectoryName(path) ?? path, path]) { RedirectStandardError = true });
            var problem = chown?.StandardError.ReadToEnd().Trim();
            chown?.WaitForExit();
            if (chown is not { ExitCode: 0 })
                throw new LinkKeyException($"{path} is root's, and could not be given to the owner of {configuration.Node.DataDir}: {problem}");
        }
        catch (Win32Exception e)
        {
            throw new LinkKeyException($"{path} is root's, and could not be given to the owner of {configuration.Node.DataDir}: {e.Message}", e);
        }
    }
}
