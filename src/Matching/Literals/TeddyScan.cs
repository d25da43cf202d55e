using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Dachshund.Matching.Literals;

/// <summary>
/// The packed search's loops: the next position that passes for some bucket. 32 positions at a time with AVX2, 16 with
/// what other x64 and arm64 processors have, one by one at the ends of the text and elsewhere. All answer the same.
/// </summary>
internal sealed class TeddyScan(TeddyTables tables, bool narrow)
{
    private const int Reach = TeddyMasks.Bytes - 1;

    private readonly Vector128<byte>[] _low = [tables.Low(0), tables.Low(1), tables.Low(2), tables.Low(3)];
    private readonly Vector128<byte>[] _high = [tables.High(0), tables.High(1), tables.High(2), tables.High(3)];

    /// <summary>The widest loop that this processor has.</summary>
    public static TeddyWidth WidestHere =>
        Avx2.IsSupported ? TeddyWidth.Bytes32
        : Vector128.IsHardwareAccelerated ? TeddyWidth.Bytes16
        : TeddyWidth.Scalar;

    /// <summary>The next position at or after <paramref name="at"/> that passes, or -1.</summary>
    // Hot path: all bytes of all files.
    public int Next(ReadOnlySpan<byte> text, int at, TeddyWidth width)
    {
        if (width == TeddyWidth.Bytes32 && text.Length - at >= Vector256<byte>.Count + Reach)
            return narrow ? Next32<NarrowShape>(text, at) : Next32<WideShape>(text, at);
        if (width >= TeddyWidth.Bytes16 && text.Length - at >= Vector128<byte>.Count + Reach)
            return narrow ? Next16<NarrowShape>(text, at) : Next16<WideShape>(text, at);
        return Next1(text, at);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Next32<TShape>(ReadOnlySpan<byte> text, int at)
        where TShape : ITeddyShape
    {
        ref var start = ref MemoryMarshal.GetReference(text);
        var nibble = Vector256.Create((byte)0x0F);
        var (low0, low1, low2, low3) = (Twice(_low[0]), Twice(_low[1]), Twice(_low[2]), Twice(_low[3]));
        var (high0, high1, high2, high3) = (Twice(_high[0]), Twice(_high[1]), Twice(_high[2]), Twice(_high[3]));
        var last = text.Length - (Vector256<byte>.Count + Reach);
        while (true)
        {
            // SAFETY: at <= last, so the loads below end at or before the text's end: at + Reach + 32 <= text.Length.
            ref var here = ref Unsafe.Add(ref start, at);
            var passing = Pass32<TShape>(ref here, 0, low0, high0, nibble) & Pass32<TShape>(ref here, 1, low1, high1, nibble)
                & Pass32<TShape>(ref here, 2, low2, high2, nibble);
            if (TShape.Fourth) passing &= Pass32<TShape>(ref here, 3, low3, high3, nibble);
            if (passing != Vector256<byte>.Zero)
            {
                var empty = Vector256.Equals(passing, Vector256<byte>.Zero).ExtractMostSignificantBits();
                return at + System.Numerics.BitOperations.TrailingZeroCount(~empty);
            }

            if (at == last) return Next1(text, at + Vector256<byte>.Count);

            // The last block overlaps the one before it: it passes over no position twice that would pass.
            at = Math.Min(at + Vector256<byte>.Count, last);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Next16<TShape>(ReadOnlySpan<byte> text, int at)
        where TShape : ITeddyShape
    {
        ref var start = ref MemoryMarshal.GetReference(text);
        var nibble = Vector128.Create((byte)0x0F);
        var (low0, low1, low2, low3) = (_low[0], _low[1], _low[2], _low[3]);
        var (high0, high1, high2, high3) = (_high[0], _high[1], _high[2], _high[3]);
        var last = text.Length - (Vector128<byte>.Count + Reach);
        while (true)
        {
            // SAFETY: at <= last, so the loads below end at or before the text's end: at + Reach + 16 <= text.Length.
            ref var here = ref Unsafe.Add(ref start, at);
            var passing = Pass16(ref here, 0, low0, high0, nibble) & Pass16(ref here, 1, low1, high1, nibble)
                & Pass16(ref here, 2, low2, high2, nibble);
            if (TShape.Fourth) passing &= Pass16(ref here, 3, low3, high3, nibble);
            if (passing != Vector128<byte>.Zero)
            {
                var empty = Vector128.Equals(passing, Vector128<byte>.Zero).ExtractMostSignificantBits();
                return at + System.Numerics.BitOperations.TrailingZeroCount(~empty);
            }

            if (at == last) return Next1(text, at + Vector128<byte>.Count);
            at = Math.Min(at + Vector128<byte>.Count, last);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Next1(ReadOnlySpan<byte> text, int at)
    {
        for (; at < text.Length; at++)
            if (tables.BucketsAt(text, at) != 0)
                return at;
        return -1;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> Pass32<TShape>(
        ref byte here, nuint offset, Vector256<byte> low, Vector256<byte> high, Vector256<byte> nibble)
        where TShape : ITeddyShape
    {
        // SAFETY: the caller keeps offset + 32 bytes from here within the text.
        var bytes = Vector256.LoadUnsafe(ref here, offset);
        var upper = Vector256.ShiftRightLogical(bytes.AsUInt16(), 4).AsByte() & nibble;

        // Each lane looks up its own copy of the table, by the lowest four bits of an index below 0x80.
        return Avx2.Shuffle(low, TShape.Ascii ? bytes : bytes & nibble) & Avx2.Shuffle(high, upper);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Pass16(
        ref byte here, nuint offset, Vector128<byte> low, Vector128<byte> high, Vector128<byte> nibble)
    {
        // SAFETY: the caller keeps offset + 16 bytes from here within the text.
        var bytes = Vector128.LoadUnsafe(ref here, offset);
        return Vector128.ShuffleNative(low, bytes & nibble) & Vector128.ShuffleNative(high, bytes >>> 4);
    }

    private static Vector256<byte> Twice(Vector128<byte> table) => Vector256.Create(table, table);
}
