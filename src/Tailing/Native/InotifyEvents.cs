namespace Dachshund.Tailing.Native;

/// <summary>Event bits of linux/inotify.h.</summary>
[Flags]
internal enum InotifyEvents : uint
{
    None = 0,
    Modified = 0x2,
    MovedFrom = 0x40,
    MovedTo = 0x80,
    Created = 0x100,
    Deleted = 0x200,
    SelfDeleted = 0x400,
    SelfMoved = 0x800,
    Unmounted = 0x2000,
    Overflow = 0x4000,
    Ignored = 0x8000,
    FoldersOnly = 0x1000000,
    IsFolder = 0x40000000,

    FolderGone = SelfDeleted | SelfMoved | Unmounted | Ignored,
    Wanted = Modified | MovedFrom | MovedTo | Created | Deleted | SelfDeleted | SelfMoved | FoldersOnly,
}
