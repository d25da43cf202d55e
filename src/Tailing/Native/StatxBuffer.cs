using System.Runtime.InteropServices;

namespace Dachshund.Tailing.Native;

/// <summary>The kernel's <c>struct statx</c> (linux/stat.h): the same on every architecture, 256 bytes.</summary>
[StructLayout(LayoutKind.Explicit, Size = 256)]
internal struct StatxBuffer
{
    [FieldOffset(0x10)] public uint Links;
    [FieldOffset(0x1c)] public ushort Mode;
    [FieldOffset(0x20)] public ulong Inode;
    [FieldOffset(0x28)] public ulong SizeBytes;
    [FieldOffset(0x60)] public long ChangedSeconds;
    [FieldOffset(0x68)] public uint ChangedNanoseconds;
    [FieldOffset(0x70)] public long ModifiedSeconds;
    [FieldOffset(0x78)] public uint ModifiedNanoseconds;
    [FieldOffset(0x88)] public uint DeviceMajor;
    [FieldOffset(0x8c)] public uint DeviceMinor;

    /// <summary>Mixes size, change and modification time; a rename changes the former time on Linux file
    /// systems.</summary>
    public readonly ulong Stamp()
    {
        const ulong Odd = 0x9E3779B97F4A7C15;
        var hash = SizeBytes * Odd;
        hash = (hash ^ (ulong)ChangedSeconds) * Odd;
        hash = (hash ^ ChangedNanoseconds) * Odd;
        hash = (hash ^ (ulong)ModifiedSeconds) * Odd;
        return (hash ^ ModifiedNanoseconds) * Odd;
    }
}
