using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Dachshund.Tailing.Native;

/// <summary>The kernel's file event queue (inotify), and a bell that ends a wait for it. One reader thread.</summary>
internal sealed unsafe partial class Inotify : IDisposable
{
    private const int CloseOnExec = 0x80000; // IN_CLOEXEC, EFD_CLOEXEC
    private const int NonBlocking = 0x800; // IN_NONBLOCK, EFD_NONBLOCK
    private const short Readable = 1; // POLLIN
    private const int HeaderBytes = 16; // s32 watch, u32 mask, u32 cookie, u32 length of the padded name

    private readonly SafeFileHandle queue;
    private readonly SafeFileHandle bell;
    private readonly byte[] buffer = new byte[64 * 1024];

    private Inotify(SafeFileHandle queue, SafeFileHandle bell)
    {
        this.queue = queue;
        this.bell = bell;
    }

    public static Inotify? TryCreate(out int error)
    {
        var queue = Init(NonBlocking | CloseOnExec);
        error = queue < 0 ? Marshal.GetLastPInvokeError() : 0;
        if (queue < 0)
            return null;

        var queueHandle = new SafeFileHandle(queue, ownsHandle: true);
        var bell = EventFd(0, NonBlocking | CloseOnExec);
        if (bell >= 0)
            return new Inotify(queueHandle, new SafeFileHandle(bell, ownsHandle: true));

        error = Marshal.GetLastPInvokeError();
        queueHandle.Dispose();
        return null;
    }

    /// <summary>Watches a folder; a number of 0 or more, or -1 and the error.</summary>
    public int Add(string folder, out int error)
    {
        var watch = AddWatch(queue, folder, (uint)InotifyEvents.Wanted);
        error = watch < 0 ? Marshal.GetLastPInvokeError() : 0;
        return watch;
    }

    public void Remove(int watch) => _ = RemoveWatch(queue, watch);

    /// <summary>Wakes the reader for good.</summary>
    public void Ring()
    {
        var one = 1UL;
        // SAFETY: eight bytes of this frame, which is what an eventfd takes.
        _ = Write(bell, (byte*)&one, sizeof(ulong));
    }

    /// <summary>Blocks until there are events or the bell rings.</summary>
    /// <returns>False when the bell rang.</returns>
    public bool Wait()
    {
        var polls = stackalloc PollEntry[2];
        polls[0] = new PollEntry { Handle = (int)queue.DangerousGetHandle(), Events = Readable };
        polls[1] = new PollEntry { Handle = (int)bell.DangerousGetHandle(), Events = Readable };
        // SAFETY: two entries on this frame; both handles are closed only after the reader thread has ended.
        while (Poll(polls, 2, -1) < 0 && Marshal.GetLastPInvokeError() is Errno.Interrupted)
        {
        }

        return polls[1].Happened == 0;
    }

    /// <summary>Takes what is in the queue now, without waiting.</summary>
    public void Read(Action<int, InotifyEvents, string> take)
    {
        int count;
        // SAFETY: the array is pinned during the call and its own length is what the kernel is told.
        fixed (byte* start = buffer)
            count = (int)Read(queue, start, (nuint)buffer.Length);
        for (var at = 0; at < count;)
        {
            var entry = buffer.AsSpan(at, count - at);
            var nameBytes = BinaryPrimitives.ReadInt32LittleEndian(entry[12..]);
            var name = entry.Slice(HeaderBytes, nameBytes);
            var nul = name.IndexOf((byte)0);
            take(
                BinaryPrimitives.ReadInt32LittleEndian(entry),
                (InotifyEvents)BinaryPrimitives.ReadUInt32LittleEndian(entry[4..]),
                Encoding.UTF8.GetString(nul < 0 ? name : name[..nul]));
            at += HeaderBytes + nameBytes;
        }
    }

    public void Dispose()
    {
        queue.Dispose();
        bell.Dispose();
    }

    [LibraryImport("libc", EntryPoint = "inotify_init1", SetLastError = true)]
    private static partial int Init(int flags);

    [LibraryImport("libc", EntryPoint = "eventfd", SetLastError = true)]
    private static partial int EventFd(uint start, int flags);

    [LibraryImport(
        "libc", EntryPoint = "inotify_add_watch", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int AddWatch(SafeFileHandle queue, string path, uint events);

    [LibraryImport("libc", EntryPoint = "inotify_rm_watch", SetLastError = true)]
    private static partial int RemoveWatch(SafeFileHandle queue, int watch);

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    private static partial int Poll(PollEntry* entries, ulong count, int timeoutMs);

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    private static partial nint Read(SafeFileHandle handle, byte* start, nuint bytes);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    private static partial nint Write(SafeFileHandle handle, byte* start, nuint bytes);

    [StructLayout(LayoutKind.Sequential)]
    private struct PollEntry
    {
        public int Handle;
        public short Events;
        public short Happened;
    }
}
