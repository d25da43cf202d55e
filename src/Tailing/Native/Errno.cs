using System.Runtime.InteropServices;

namespace Dachshund.Tailing.Native;

/// <summary>The error numbers that are told apart (asm-generic/errno-base.h, the same on x64 and arm64).</summary>
internal static class Errno
{
    public const int NotPermitted = 1;
    public const int NotFound = 2;
    public const int Interrupted = 4;
    public const int TryAgain = 11;
    public const int AccessDenied = 13;
    public const int NotAFolder = 20;
    public const int FileTableFull = 23;
    public const int TooManyOpenFiles = 24;
    public const int NoSpace = 28;
    public const int NameTooLong = 36;
    public const int SymlinkLoop = 40;

    /// <summary>What went wrong and what helps, for a path that a call refused.</summary>
    public static CatalogProblem Describe(string path, int error) => error switch
    {
        NotFound or NotAFolder => new CatalogProblem(path, "does not exist", "it is picked up as soon as it appears")
        {
            IsAbsence = true,
        },
        AccessDenied or NotPermitted => new CatalogProblem(
            path, "may not be read (permission denied)", $"let the user that runs dachshund read it: namei -l {path}"),
        SymlinkLoop => new CatalogProblem(path, "is a symbolic link that leads back to itself", "mend the link"),
        FileTableFull or TooManyOpenFiles => new CatalogProblem(
            path, "cannot be opened, there are too many open files", "raise the limit of open files (LimitNOFILE=)"),
        _ => new CatalogProblem(path, "cannot be used: " + Marshal.GetPInvokeErrorMessage(error), ""),
    };

    /// <summary>What is wrong with a path that is no regular file.</summary>
    public static CatalogProblem NotRegular(string path, FileKind kind)
    {
        var what = kind switch
        {
            FileKind.Folder => "a folder",
            FileKind.Fifo => "a FIFO",
            FileKind.Socket => "a socket",
            FileKind.Device => "a device",
            _ => "something else",
        };
        return new CatalogProblem(path, $"is {what}, not a regular file", "name a regular file");
    }
}
