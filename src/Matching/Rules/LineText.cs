using System.Text;

namespace Dachshund.Matching.Rules;

/// <summary>
/// The text of the line in hand, decoded at most once and only when a regex asks. Not thread-safe; its buffer grows to
/// the longest line decoded (tailing bounds lines) and is kept.
/// </summary>
internal sealed class LineText
{
    private char[] _chars = new char[1024];
    private int _length = -1;

    /// <summary>Forgets the text: another line comes.</summary>
    public void Reset() => _length = -1;

    public ReadOnlySpan<char> Of(ReadOnlySpan<byte> line)
    {
        if (_length < 0)
        {
            // One byte is never more than one char.
            if (_chars.Length < line.Length) _chars = new char[Math.Max(line.Length, _chars.Length * 2)];
            _length = Encoding.UTF8.GetChars(line, _chars);
        }

        return _chars.AsSpan(0, _length);
    }
}
