using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Dachshund.Matching.Literals;

/// <summary>
/// A sampling search for many literals, in the manner of Wu and Manber but without data-dependent jumps, so that the
/// processor can work on several samples at once. No vector instructions: it runs alike everywhere.
/// </summary>
internal sealed class StrideEngine : LiteralEngine
{
    // Samples between two branches.
    private const int Unroll = 4;

    private readonly ImmutableArray<Literal> _literals;
    private readonly StridePlan _plan;
    private readonly StrideTable _table;

    public StrideEngine(IReadOnlyList<Literal> literals)
    {
        _literals = [.. literals];
        _plan = StridePlan.Of(literals);
        _table = new StrideTable(literals, _plan);
    }

    // Hot path.
    public override int Find(ReadOnlySpan<byte> text, int from)
    {
        for (var at = Next(text, from); at >= 0; at = Next(text, at + _plan.Stride))
        {
            var gram = _plan.GramOf(text[at..]);
            foreach (ref readonly var entry in _table.Like(gram))
            {
                if (entry.Gram == gram && _literals[entry.Literal].IsAt(text, at - entry.Offset)) return at - entry.Offset;
            }
        }

        return -1;
    }

    public override void Collect(ReadOnlySpan<byte> line, LiteralHits hits)
    {
        for (var at = Next(line, 0); at >= 0; at = Next(line, at + _plan.Stride))
        {
            var gram = _plan.GramOf(line[at..]);
            foreach (ref readonly var entry in _table.Like(gram))
            {
                if (entry.Gram == gram && _literals[entry.Literal].IsAt(line, at - entry.Offset)) hits.Add(entry.Literal);
            }
        }
    }

    /// <summary>The next sample, from <paramref name="at"/> on in steps of the stride, that is in both bitmaps, or -1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Next(ReadOnlySpan<byte> text, int at)
    {
        var stride = _plan.Stride;
        for (at = NextMaybe(text, at); at >= 0; at = NextMaybe(text, at))
        {
            // Unless few bytes are left, one of four samples passes, or at least their first hashes did.
            for (var i = 0; i < Unroll && at <= text.Length - _plan.GramBytes; i++, at += stride)
                if (_table.Has(_plan.GramOf(text[at..])))
                    return at;
        }

        return -1;
    }

    /// <summary>The first of the next four samples of which one may pass, or -1 when the text has no more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int NextMaybe(ReadOnlySpan<byte> text, int at)
    {
        // Locals, as the compiler does not know that fields stay.
        var (multiplier, fold) = (_table.SampleMultiplier, _plan.FoldBits);
        nint stride = _plan.Stride;
        nint stride2 = stride * 2, stride3 = stride * 3;
        var last = text.Length - (int)stride3 - sizeof(ulong);
        ref var start = ref MemoryMarshal.GetReference(text);
        ref var bitmap = ref MemoryMarshal.GetReference(_table.First);
        for (; at <= last; at += Unroll * (int)stride)
        {
            // SAFETY: at <= last, so the fourth load ends at or before the text's end.
            ref var here = ref Unsafe.Add(ref start, at);
            var bits = BitAt(ref bitmap, ref here, fold, multiplier)
                | BitAt(ref bitmap, ref Unsafe.Add(ref here, stride), fold, multiplier)
                | BitAt(ref bitmap, ref Unsafe.Add(ref here, stride2), fold, multiplier)
                | BitAt(ref bitmap, ref Unsafe.Add(ref here, stride3), fold, multiplier);
            if ((bits & 1) != 0) return at;
        }

        return at <= text.Length - _plan.GramBytes ? at : -1;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint BitAt(ref uint bitmap, ref byte sample, ulong fold, ulong multiplier)
    {
        // SAFETY: the caller keeps eight bytes at sample within the text; a hash has FirstBits bits, the bitmap 2^FirstBits.
        var word = Unsafe.ReadUnaligned<ulong>(ref sample);
        if (!BitConverter.IsLittleEndian) word = BinaryPrimitives.ReverseEndianness(word);
        var hash = ((word | fold) * multiplier) >> (64 - StrideTable.FirstBits);
        return Unsafe.Add(ref bitmap, (nuint)(hash >> 5)) >> (int)hash;
    }
}
