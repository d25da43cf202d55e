namespace Dachshund.Matching.Masking;

/// <summary>
/// Hashes of templates, remembered by skeleton: in a burst most lines differ in their numbers only, and a look-up takes a
/// quarter of the time of masking. It changes no answer (but for a collision of 64-bit hashes, which an id has as well).
/// Fixed size, 72 KB: a newer skeleton takes an older one's place. Not thread-safe.
/// </summary>
internal sealed class TemplateMemory
{
    private const int SlotBits = 12;
    private const int LineBytesMax = 2048;

    private readonly Slot[] _slots = new Slot[1 << SlotBits];
    private readonly byte[] _skeleton = new byte[LineBytesMax];
    private readonly byte[] _masked = new byte[Masker.BytesMax];

    /// <summary>The hash of the line's template.</summary>
    // Hot path: once per matching line.
    public ulong HashOf(ReadOnlySpan<byte> line)
    {
        if (line.Length > LineBytesMax) return MaskAndHash(line);
        var skeleton = StableHash.Compute(_skeleton.AsSpan(0, Skeleton.Write(line, _skeleton)));
        ref var slot = ref _slots[(int)(skeleton >> (64 - SlotBits))];

        // An empty slot has template 0; a line whose template's hash is that is masked each time.
        if (slot.Skeleton != skeleton || slot.Template == 0) slot = new Slot(skeleton, MaskAndHash(line));
        return slot.Template;
    }

    private ulong MaskAndHash(ReadOnlySpan<byte> line) =>
        StableHash.Compute(_masked.AsSpan(0, Masker.Mask(line, _masked)));

    private readonly record struct Slot(ulong Skeleton, ulong Template);
}
