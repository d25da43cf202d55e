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

    /// <summary>Holds a folder open, as a process does whose working folder it is.</summary>
    public static IDisposable OpenFolder(string path) => Libc.OpenForReading(path, out _)!;

    /// <summary>Runs with the file rights of a user that owns nothing, so that permissions count for root as
    /// well.</summary>
    public static T AsNobody<T>(Func<T> run)
    {
        var before = SetFileUser(65534);
        try
        {
            return run();
        }
        finally
        {
            _ = SetFileUser(before);
        }
    }

    private static byte[] Bytes(string path) => Encoding.UTF8.GetBytes(path + "\0");

    [DllImport("libc", EntryPoint = "link")]
    private static extern int Link(byte[] from, byte[] to);

    [DllImport("libc", EntryPoint = "mkfifo")]
    private static extern int MakeFifo(byte[] path, uint mode);

    [DllImport("libc", EntryPoint = "setfsuid")]
    private static extern int SetFileUser(int user);
}
