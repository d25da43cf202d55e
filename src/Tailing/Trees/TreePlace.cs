using System.Text;
using Dachshund.Tailing.Lines;
using Dachshund.Tailing.Native;
using Microsoft.Win32.SafeHandles;

namespace Dachshund.Tailing.Trees;

/// <summary>
/// One name in an open folder of a tree. The folder is reached step by step from the root, each step refusing symbolic links,
/// so it is below the root whatever is renamed meanwhile.
/// </summary>
internal sealed class TreePlace : IDisposable
{
    private readonly SafeFileHandle folder;
    private readonly byte[] name;

    private TreePlace(SafeFileHandle folder, byte[] name) => (this.folder, this.name) = (folder, name);

    public static TreePlace? Find(string root, string path, out CatalogProblem? problem)
    {
        var folder = Libc.OpenForReading(root, out var error);
        var steps = path.Split('/');
        for (var i = 0; folder is not null && i < steps.Length - 1; i++)
        {
            var above = folder;
            folder = Libc.OpenForReading(above, Terminated(steps[i]), isFolder: true, out error);
            above.Dispose();
        }

        problem = folder is null ? Errno.Describe(root + "/" + path, error) : null;
        return folder is null ? null : new TreePlace(folder, Terminated(steps[^1]));
    }

    /// <summary>The status of the name itself: 0, or the error number.</summary>
    public int Status(out FileStatus status) => Libc.Status(folder, name, out status, followLink: false);

    public OpenFile? Open(string path, out FileStatus status, out CatalogProblem? problem) =>
        OpenFile.TryOpen(folder, name, path, out status, out problem);

    public int Remove() => Libc.Remove(folder, name);

    public void Dispose() => folder.Dispose();

    private static byte[] Terminated(string name) => Encoding.UTF8.GetBytes(name + "\0");
}
