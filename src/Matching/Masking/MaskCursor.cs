using System.Text;

namespace Dachshund.Matching.Masking;

/// <summary>
/// Goes through a message and decides what stays. A <i>word</i> is a run of letters and digits; a <i>token</i> is what
/// stands between blanks, brackets, quotes, commas and equals signs.
/// </summary>
internal ref struct MaskCursor(ReadOnlySpan<byte> line, int start)
{
    private const ByteKinds Alphanumeric = ByteKinds.Letter | ByteKinds.Digit;

    // An identifier with so many variable words is a variable as a whole: whatever else it has tells no more.
    private const int VariablesMax = 3;

    private readonly ReadOnlySpan<byte> _line = line;
    private int _at = start;
    private MaskOutput.Place _tokenStart;
    private int _tokenVariables;

    public readonly bool AtEnd => _at >= _line.Length;

    private readonly byte Previous => _at > 0 ? _line[_at - 1] : (byte)' ';

    /// <summary>Goes on by one word or one other rune.</summary>
    public void Step(ref MaskOutput output)
    {
        if (ByteTable.Is(Previous, ByteKinds.End) || Previous == '=')
        {
            _tokenStart = output.Here;
            _tokenVariables = 0;
        }

        var kinds = ByteTable.Of(_line[_at]);
        if ((kinds & Alphanumeric) != 0) StepWord(ref output);
        else if ((kinds & ByteKinds.Wide) != 0) StepWide(ref output);
        else StepMark(ref output);
    }

    private void StepWord(ref MaskOutput output)
    {
        var (end, shape) = WordReader.Read(_line, _at);
        if (IsValue(end))
        {
            MaskTo(EndOfToken(end), ref output);
        }
        else if (shape == WordShape.Letters)
        {
            StepLetters(end, ref output);
        }
        else
        {
            if (shape == WordShape.LettersThenDigits)
                output.Keep(_line[_at..ByteTable.EndOfRun(_line, _at, ByteKinds.Letter)]);
            MaskTo(end, ref output);
            if (++_tokenVariables == VariablesMax) MaskToken(ref output);
        }
    }

    private void StepLetters(int end, ref MaskOutput output)
    {
        var rest = _line[end..];
        if (rest.StartsWith("://"u8) || (end - _at == 1 && rest.StartsWith(":\\"u8)))
        {
            MaskTo(EndOfToken(end), ref output);
        }
        else if (ValueWords.IsDate(_line, _at, end) || ValueWords.IsName(_line, _at, end))
        {
            MaskTo(end, ref output);
        }
        else if (Previous == '.' && ValueWords.EndsHost(_line, _at, end))
        {
            MaskToken(ref output);
        }
        else
        {
            output.Keep(_line[_at..end]);
            _at = end;
        }
    }

    private void StepWide(ref MaskOutput output)
    {
        Rune.DecodeFromUtf8(_line[_at..], out var rune, out var consumed);
        output.Keep(rune);
        _at += consumed;
    }

    private void StepMark(ref MaskOutput output)
    {
        var value = _line[_at];
        if (value is (byte)'/' or (byte)'\\' && IsPathStart())
        {
            MaskTo(EndOfToken(_at), ref output);
            return;
        }

        if (value is (byte)'-' or (byte)'+' or (byte)'@' or (byte)'#' && IsSign())
        {
            _at++;
            return;
        }

        if (value is (byte)'"' or (byte)'\'' && QuotedEnd(value) is var end && end > 0)
        {
            output.Keep(value, false);
            output.WriteMask();
            output.Keep(value, false);
            _at = end + 1;
            return;
        }

        output.Keep(value, ByteTable.Is(value, ByteKinds.Joint));
        _at++;
    }

    private void MaskTo(int end, ref MaskOutput output)
    {
        output.WriteMask();
        _at = end;
    }

    private void MaskToken(ref MaskOutput output)
    {
        output.Rewind(_tokenStart);
        MaskTo(EndOfToken(_at), ref output);
    }

    private readonly int EndOfToken(int from) => ByteTable.Next(_line, from, ByteKinds.End);

    /// <summary>Whether a word is, or starts, the value of a key that may have any.</summary>
    private readonly bool IsValue(int end)
    {
        if (Previous != '=' || _at < 2) return false;
        var keyEnd = _at - 1;
        var keyStart = keyEnd;
        while (keyStart > 0 && ByteTable.Is(_line[keyStart - 1], Alphanumeric)) keyStart--;
        return keyStart < keyEnd && !Words.TellingKeys.Contains(_line[keyStart..keyEnd]);
    }

    private readonly bool IsSign() =>
        _at + 1 < _line.Length && ByteTable.Is(_line[_at + 1], ByteKinds.Digit) && !ByteTable.Is(Previous, Alphanumeric | ByteKinds.Wide);

    private readonly bool IsPathStart() =>
        (ByteTable.Is(Previous, ByteKinds.End) || Previous is (byte)'=' or (byte)':')
        && _at + 1 < _line.Length
        && (ByteTable.Is(_line[_at + 1], Alphanumeric) || _line[_at + 1] is (byte)'.' or (byte)'_' or (byte)'\\');

    /// <summary>The closing quote of a value without blanks, or 0: a quoted sentence is read on, a key stays.</summary>
    private readonly int QuotedEnd(byte quote)
    {
        if (ByteTable.Is(Previous, Alphanumeric)) return 0;
        for (var end = _at + 1; end < _line.Length && _line[end] != ' '; end++)
        {
            if (_line[end] != quote) continue;
            return end > _at + 1 && (end + 1 == _line.Length || _line[end + 1] != ':') ? end : 0;
        }

        return 0;
    }
}
