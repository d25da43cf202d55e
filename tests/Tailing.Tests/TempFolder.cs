using System.Runtime.InteropServices;
using System.Text;
using Dachshund.Tailing.Native;

namespace Dachshund.Tailing.Tests;

/// <summary>A folder of real files that is gone with the test.</summary>
internal sealed class TempFolder : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("dachshund-tailing-").FullName;

    public string At(string name) => Path.Combine(Root, name);

    public string Write(string name, string text)
    {
        var path = At(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    public static void Append(string path, string text) => File.AppendAllText(path, text);

    public static FileIdentity IdentityOf(string path)
    {
        Assert.Equal(0, Libc.Status(path, out var status));
        return status.Identity;
    }

    public static void HardLink(string from, string to) => Assert.Equal(0, Link(Bytes(from), Bytes(to)));

    public static void MakeFifo(string path) => Assert.Equal(0, MakeFifo(Bytes(path), 0x1b6));

    public void Dispose() => Directory.Delete(Root, recursive: true);

    private static byte[] Bytes(string path) => Encoding.UTF8.GetBytes(path + "\0");

    [DllImport("libc", EntryPoint = "link")]
    private static extern int Link(byte[] from, byte[] to);

    [DllImport("libc", EntryPoint = "mkfifo")]
    private static extern int MakeFifo(byte[] path, uint mode);
}
