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

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
