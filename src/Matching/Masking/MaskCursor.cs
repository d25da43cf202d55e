using System.Text;

namespace Dachshund.Matching.Masking;

/// <summary>
/// Goes through a message and decides what stays. A <i>word</i> is a run of letters and digits; a <i>token</i> is what
/// stands between blanks, brackets, quotes, commas and equals signs.
/// </summary>
internal ref struct MaskCursor(ReadOnlySpan<byte> line, int start, MaskOutput.Place place)
{
    private const ByteKinds Alphanumeric = ByteKinds.Letter | ByteKinds.Digit;

    // An identifier with so many variable words is a variable as a whole: whatever else it has tells no more.
    private const int VariablesMax = 3;

    private readonly ReadOnlySpan<byte> _line = line;
    private int _at = start;
    private MaskOutput.Place _tokenStart = place;
    private int _tokenVariables;

    public readonly bool AtEnd => _at >= _line.Length;

    private readonly byte Previous => _at > 0 ? _line[_at - 1] : (byte)' ';

    /// <summary>Goes on by some plain words, one other word, or one mark or rune.</summary>
    /// <param name="output">Where what stays is written.</param>
    /// <param name="shortCut">Whether plain words may be copied in one go; a test says no, to compare.</param>
    public void Step(ref MaskOutput output, bool shortCut = true)
    {
        var kinds = ByteTable.Of(_line[_at]);
        if ((kinds & ByteKinds.Letter) != 0 && shortCut && CopyPlain(ref output)) return;
        if ((kinds & Alphanumeric) != 0) StepWord(ref output);
        else if ((kinds & ByteKinds.Wide) != 0) StepWide(ref output);
        else if ((kinds & ByteKinds.Special) == 0 || !StepSpecial(ref output)) KeepMark(ref output);
    }

    /// <summary>
    /// The short cut for plain words with single blanks between them, which is most of most lines: one look at each byte.
    /// Stops before a word that <see cref="StepWord"/> has to judge. It changes no answer.
    /// </summary>
    /// <returns>Whether there was a plain word.</returns>
    private bool CopyPlain(ref MaskOutput output)
    {
        if (Previous is (byte)'=' or (byte)'.' || ValueWords.MayBeName(_line, _at)) return false;
        var line = _line[_at..];
        var room = output.Room;
        if (room.Length < line.Length) line = line[..room.Length];
        int at = 0, word = 0;
        for (; at < line.Length && at < room.Length; at++)
        {
            var value = line[at];
            if (!ByteTable.Is(value, ByteKinds.Letter))
            {
                if (value != ' ' || at == word || line[at - 1] == 'r' || ValueWords.MayBeDate(line[word..at])) break;
                word = at + 1;
            }

            room[at] = value;
        }

        if (at < line.Length && !EndsPlain(line[word..], at - word)) at = word;
        if (at == 0) return false;
        output.Advance(at);
        _at += at;
        if (word > 0) StartToken(output.Before(at - word));
        return true;
    }

    private static bool EndsPlain(ReadOnlySpan<byte> word, int end)
    {
        if (end == 0) return true;
        var next = word[end];
        if (next == ':') return !IsLocation(word, end);
        return !ByteTable.Is(next, ByteKinds.Digit) && !(next is (byte)' ' or (byte)',' && ValueWords.MayBeDate(word[..end]));
    }

    private void StepWord(ref MaskOutput output)
    {
        var (end, shape) = WordReader.Read(_line, _at);
        if (Previous == '=' && IsValue())
        {
            MaskTo(EndOfToken(end), ref output);
        }
        else if (shape == WordShape.Letters)
        {
            StepLetters(end, ref output);
        }
        else
        {
            if (shape == WordShape.LettersThenDigits && !ValueWords.IsName(_line, _at, end))
                output.Keep(_line[_at..ByteTable.EndOfRun(_line, _at, ByteKinds.Letter)]);
            MaskTo(end, ref output);
            if (++_tokenVariables == VariablesMax) MaskToken(ref output);
        }
    }

    private void StepLetters(int end, ref MaskOutput output)
    {
        if (end < _line.Length && _line[end] == ':' && IsLocation(_line[_at..], end - _at))
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

    /// <summary>Judges a mark that may start something variable, or end its alias.</summary>
    /// <returns>Whether it did; else the mark stays.</returns>
    private bool StepSpecial(ref MaskOutput output)
    {
        var value = _line[_at];
        switch (value)
        {
            case (byte)'/' or (byte)'\\':
                if (!IsPathStart()) return false;
                MaskTo(EndOfToken(_at), ref output);
                return true;
            case (byte)')':
                if (!output.DropAlias()) return false;
                _at++;
                StartToken(output.Here);
                return true;
            case (byte)'"' or (byte)'\'':
                var end = QuotedEnd(value);
                if (end == 0) return false;
                output.Keep(value, false);
                output.WriteMask();
                output.Keep(value, false);
                _at = end + 1;
                StartToken(output.Here);
                return true;
            default:
                if (!IsSign()) return false;
                _at++;
                return true;
        }
    }

    private void KeepMark(ref MaskOutput output)
    {
        var value = _line[_at++];
        var kinds = ByteTable.Of(value);
        output.Keep(value, (kinds & ByteKinds.Joint) != 0);
        if ((kinds & ByteKinds.End) != 0 || value == '=') StartToken(output.Here);
    }

    private void StartToken(MaskOutput.Place place) => (_tokenStart, _tokenVariables) = (place, 0);

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

    /// <summary>Whether what stands after an equals sign is the value of a key that may have any.</summary>
    private readonly bool IsValue()
    {
        var key = KeyBefore(_at - 1);
        return key.Length > 0 && !Words.TellingKeys.Contains(key);
    }

    private readonly ReadOnlySpan<byte> KeyBefore(int end)
    {
        var start = end;
        while (start > 0 && ByteTable.Is(_line[start - 1], Alphanumeric)) start--;
        return _line[start..end];
    }

    /// <summary>Whether the colon after a word makes it the scheme of a URL, or a drive.</summary>
    private static bool IsLocation(ReadOnlySpan<byte> word, int colon) =>
        word[colon..].StartsWith("://"u8) || (colon == 1 && word[colon..].StartsWith(":\\"u8));

    private readonly bool IsSign() =>
        _at + 1 < _line.Length && ByteTable.Is(_line[_at + 1], ByteKinds.Digit)
        && !ByteTable.Is(Previous, Alphanumeric | ByteKinds.Wide);

    private readonly bool IsPathStart() =>
        (ByteTable.Is(Previous, ByteKinds.End) || Previous is (byte)'=' or (byte)':')
        && _at + 1 < _line.Length
        && (ByteTable.Is(_line[_at + 1], Alphanumeric) || _line[_at + 1] is (byte)'.' or (byte)'_' or (byte)'\\');

    /// <summary>
    /// The closing quote of a value without blanks, or 0: a quoted sentence is read on, a key stays, and so does what a
    /// telling key says.
    /// </summary>
    private readonly int QuotedEnd(byte quote)
    {
        if (ByteTable.Is(Previous, Alphanumeric)) return 0;
        if (Previous == ':' && _at >= 2 && _line[_at - 2] == quote && Words.TellingKeys.Contains(KeyBefore(_at - 2))) return 0;
        if (Previous == '=' && Words.TellingKeys.Contains(KeyBefore(_at - 1))) return 0;
        for (var end = _at + 1; end < _line.Length && _line[end] != ' '; end++)
        {
            if (_line[end] != quote) continue;
            return end > _at + 1 && (end + 1 == _line.Length || _line[end + 1] != ':') ? end : 0;
        }

        return 0;
    }
}
