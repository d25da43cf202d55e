using System.Text;

namespace Dachshund.Matching.Masking;

/// <summary>
/// The template being written: stops when it is full, never within a rune or a mask, and makes one mask of several that
/// only joints separate.
/// </summary>
internal ref struct MaskOutput(Span<byte> bytes)
{
    private readonly Span<byte> _bytes = bytes;
    private int _maskEnd = -1;

    /// <summary>Bytes written.</summary>
    public int Length { get; private set; }

    /// <summary>Whether something did not fit: what follows is not written either.</summary>
    public bool Full { get; private set; }

    /// <summary>What is written so far.</summary>
    public readonly ReadOnlySpan<byte> Written => _bytes[..Length];

    /// <summary>What is left, for a writer of plain text; see <see cref="Advance"/>.</summary>
    public readonly Span<byte> Room => _bytes[Length..];

    private static ReadOnlySpan<byte> Mask => "<*>"u8;

    /// <summary>Writes ASCII that stays: a word, or punctuation that ends a run of masks.</summary>
    public void Keep(ReadOnlySpan<byte> text)
    {
        _maskEnd = -1;
        if (text.Length > _bytes.Length - Length)
        {
            text = text[..(_bytes.Length - Length)];
            Full = true;
        }

        text.CopyTo(_bytes[Length..]);
        Length += text.Length;
    }

    /// <summary>Writes one ASCII byte; of several blanks one.</summary>
    public void Keep(byte value, bool joint)
    {
        if (!joint) _maskEnd = -1;
        if (value == ' ' && Length > 0 && _bytes[Length - 1] == ' ') return;
        if (Length < _bytes.Length) _bytes[Length++] = value;
        else Full = true;
    }

    /// <summary>Counts what was put into <see cref="Room"/>: words.</summary>
    public void Advance(int count)
    {
        Length += count;
        _maskEnd = -1;
    }

    /// <summary>Writes one rune.</summary>
    public void Keep(Rune rune)
    {
        _maskEnd = -1;
        if (rune.TryEncodeToUtf8(_bytes[Length..], out var written)) Length += written;
        else Full = true;
    }

    /// <summary>Writes a mask, or makes the last one longer.</summary>
    public void WriteMask()
    {
        if (_maskEnd >= 0)
        {
            Length = _maskEnd;
            return;
        }

        if (Mask.Length > _bytes.Length - Length)
        {
            Full = true;
            return;
        }

        Mask.CopyTo(_bytes[Length..]);
        Length += Mask.Length;
        _maskEnd = Length;
    }

    /// <summary>
    /// Before a closing parenthesis: drops what is in it when that is a variable's other name, or would be
    /// (<c>10.0.0.1 (host7)</c>, <c>10.0.0.1 ()</c>).
    /// </summary>
    /// <returns>Whether the parenthesis goes too.</returns>
    public bool DropAlias()
    {
        var rest = Written;
        if (rest.EndsWith("(<*>"u8)) rest = rest[..^Mask.Length];
        if (!rest.EndsWith("<*> ("u8)) return false;
        Length = rest.Length - " ("u8.Length;
        _maskEnd = Length;
        return true;
    }

    /// <summary>The place to which <see cref="Rewind"/> can go back.</summary>
    public readonly Place Here => new(Length, _maskEnd);

    /// <summary>The place that many bytes of plain text ago.</summary>
    public readonly Place Before(int count) => new(Length - count, -1);

    /// <summary>Takes back what was written since.</summary>
    public void Rewind(Place place) => (Length, _maskEnd) = (place.Length, place.MaskEnd);

    /// <summary>A place in the output.</summary>
    internal readonly record struct Place(int Length, int MaskEnd);
}
