using System.Text;

namespace Dachshund.Matching.Rules;

/// <summary>
/// Reads from a regex's source what every match must hold: the longest plain part of each alternative, at top level only.
/// Whatever it isn't sure of it takes for a gap or gives up, as a needle too many would lose lines.
/// </summary>
internal sealed class RequiredTextReader
{
    // Shorter needles are in too many lines to be worth a look.
    private const int LengthMin = 3;
    private const string GapEscapes = "dDwWsSbB";

    private readonly string _pattern;
    private readonly bool _ignoreCase;
    private readonly StringBuilder _part = new();
    private readonly List<string> _needles = [];
    private string _longest = "";
    private bool _plain = true;
    private int _at;

    private RequiredTextReader(string pattern, bool ignoreCase)
    {
        _pattern = pattern;
        _ignoreCase = ignoreCase;
    }

    /// <summary>Reads a valid pattern.</summary>
    public static RequiredText Read(string pattern, bool ignoreCase) =>
        new RequiredTextReader(pattern, ignoreCase).Read();

    private RequiredText Read()
    {
        while (_at < _pattern.Length)
        {
            if (_pattern[_at] == '|')
            {
                _at++;
                _plain = false;
                if (!EndAlternative()) return RequiredText.Unknown;
            }
            else if (!ReadAtom())
            {
                return RequiredText.Unknown;
            }
        }

        return EndAlternative() ? new RequiredText([.. _needles.Distinct()], _plain) : RequiredText.Unknown;
    }

    private bool EndAlternative()
    {
        EndPart();
        if (_longest.Length < LengthMin) return false;
        _needles.Add(_longest);
        _longest = "";
        return true;
    }

    /// <summary>Reads one atom and its quantifier; false gives up.</summary>
    private bool ReadAtom()
    {
        var value = _pattern[_at];
        switch (value)
        {
            case '\\':
                return ReadEscape();
            case '[':
                return SkipClass() && Gap();
            case '(':
                return SkipGroup() && Gap();
            case '.' or '^' or '$':
                _at++;
                return Gap();
            case '*' or '+' or '?' or '{' or ')':
                return false;
            default:
                _at++;
                return Plain(value);
        }
    }

    private bool ReadEscape()
    {
        if (_at + 1 >= _pattern.Length) return false;
        var value = _pattern[_at + 1];
        _at += 2;
        if (GapEscapes.Contains(value, StringComparison.Ordinal)) return Gap();
        if (value == 't') return Plain('\t');
        return !char.IsLetterOrDigit(value) && value != '_' && Plain(value);
    }

    private bool Plain(char value)
    {
        if (char.IsSurrogate(value) || value == '\n') return false;
        var (min, max) = ReadQuantifier();
        if (min < 0) return false;
        if (min == 0 || IsTrap(value)) return Break();
        _part.Append(value);
        return max == 1 || Break();
    }

    private bool Gap()
    {
        var (min, _) = ReadQuantifier();
        return min >= 0 && Break();
    }

    /// <summary>The pattern is more than a plain text here; true, as reading goes on.</summary>
    private bool Break()
    {
        _plain = false;
        EndPart();
        return true;
    }

    private void EndPart()
    {
        if (_part.Length > _longest.Length) _longest = _part.ToString();
        _part.Clear();
    }

    // U+FFFD also matches bytes that are no UTF-8. Ignoring case, .NET takes the Kelvin sign for a K and has dotted and
    // dotless i; beyond ASCII, cases differ in length.
    private bool IsTrap(char value) =>
        value == '\uFFFD' || (_ignoreCase && (value > 0x7F || value is 'k' or 'K' or 'i' or 'I'));

    /// <summary>How often the atom before may come; (1, 1) without a quantifier, (-1, -1) for one not understood.</summary>
    private (int Min, int Max) ReadQuantifier()
    {
        if (_at >= _pattern.Length) return (1, 1);
        var (min, max) = _pattern[_at] switch
        {
            '*' => (0, 2),
            '?' => (0, 1),
            '+' => (1, 2),
            '{' => (-1, -1),
            _ => (1, 1),
        };
        if (_pattern[_at] is not ('*' or '?' or '+')) return (min, max);
        _at++;
        if (_at < _pattern.Length && _pattern[_at] == '?') _at++;
        return (min, max);
    }

    private bool SkipClass()
    {
        var end = _at + 1;
        if (end < _pattern.Length && _pattern[end] == '^') end++;
        if (end < _pattern.Length && _pattern[end] == ']') end++;
        for (; end < _pattern.Length && _pattern[end] != ']'; end++)
        {
            if (_pattern[end] == '[') return false;
            if (_pattern[end] == '\\') end++;
        }

        _at = end + 1;
        return _at <= _pattern.Length;
    }

    private bool SkipGroup()
    {
        // (?i) and the like change what follows.
        if (_at + 2 < _pattern.Length && _pattern[_at + 1] == '?' && _pattern[_at + 2] is not (':' or '<')) return false;
        var depth = 0;
        while (_at < _pattern.Length)
        {
            switch (_pattern[_at])
            {
                case '\\':
                    _at += 2;
                    continue;
                case '[':
                    if (!SkipClass()) return false;
                    continue;
                case '(':
                    if (_pattern.AsSpan(_at).StartsWith("(?#")) return false;
                    depth++;
                    break;
                case ')' when --depth == 0:
                    _at++;
                    return true;
            }

            _at++;
        }

        return false;
    }
}
