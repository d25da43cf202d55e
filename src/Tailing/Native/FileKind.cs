namespace Dachshund.Tailing.Native;

/// <summary>The kinds of thing a name can stand for; only regular files are ever read.</summary>
internal enum FileKind
{
    Regular,
    Folder,
    Fifo,
    Socket,
    Device,
    Other,
}
