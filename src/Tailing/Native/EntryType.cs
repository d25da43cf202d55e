namespace Dachshund.Tailing.Native;

/// <summary>What a folder says of an entry without asking the entry (dirent.h's DT_ values).</summary>
internal enum EntryType : byte
{
    /// <summary>This file system does not tell: ask the entry.</summary>
    Unknown = 0,
    Folder = 4,
    Regular = 8,
    Link = 10,
}
