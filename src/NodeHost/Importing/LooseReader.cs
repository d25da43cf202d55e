using System.Globalization;
using System.Text;
using Dachshund.NodeHost.Inspection;

namespace Dachshund.NodeHost.Importing;

/// <summary>
/// Reads JSON as people write it by hand. Tolerated, each with a warning: comments (<c>//</c>, <c>#</c>, <c>/* */</c>), commas that are
/// missing or too many, single quotes, words without quotes, backslashes that escape nothing. Depth, values and warnings are bounded,
/// the size is the caller's business; whatever else is wrong is one <see cref="ImportException"/> with file, line and column.
/// </summary>
internal sealed class LooseReader
{
    private const int DepthMax = 32;
    private const int ValuesMax = 5_000;
    private const int WarningsMax = 50;
    private const char End = '\uffff';
    private readonly string _text;
    private readonly string _file;
    private readonly List<string> _warnings = [];
    private int _values;
    private int _at;
    private int _line = 1;
    private int _lineStart;

    /// <summary>Makes a reader.</summary>
    /// <param name="text">What to read.</param>
    /// <param name="file">What to name in warnings and errors.</param>
    public LooseReader(string text, string file) => (_text, _file) = (text.TrimStart('\ufeff'), SafeLine.Of(file));

    /// <summary>What was tolerated.</summary>
    public IReadOnlyList<string> Warnings => _warnings;

    private char Here => _at < _text.Length ? _text[_at] : End;

    private bool IsAtEnd => _at >= _text.Length;

    /// <summary>Reads the one object that is the text.</summary>
    /// <exception cref="ImportException">It isn't one.</exception>
    public IReadOnlyList<LooseMember> Read()
    {
        SkipBlank();
        if (Here != '{')
            throw Wrong(IsAtEnd ? "there is nothing in it; it should be a { with settings" : "this should be a {");
        var members = ReadMembers(1);
        SkipBlank();
        return IsAtEnd ? members : throw Wrong("the settings end before this; is there a } too many?");
    }

    private LooseValue ReadValue(int depth)
    {
        if (depth > DepthMax)
            throw Wrong($"this is nested deeper than {DepthMax}");
        if (++_values > ValuesMax)
            throw Wrong($"there are more than {ValuesMax} values");
        return Here switch
        {
            '{' => new LooseValue { Members = ReadMembers(depth) },
            '[' => new LooseValue { Items = ReadItems(depth) },
            '"' or '\'' => new LooseValue { Text = ReadQuoted() },
            _ => new LooseValue { Text = ReadWord(isKey: false) },
        };
    }

    private List<LooseMember> ReadMembers(int depth)
    {
        var members = new List<LooseMember>();
        var names = new HashSet<string>();
        ReadList('}', () =>
        {
            var line = _line;
            var name = Here is '"' or '\'' ? ReadQuoted() : ReadWord(isKey: true);
            SkipBlank();
            if (Here != ':')
                throw Wrong($"after the name \"{Short(name)}\" there should be a colon");
            Step();
            SkipBlank();
            if (!names.Add(name))
                Warn(line, $"\"{Short(name)}\" is there twice; the last one counts");
            members.Add(new LooseMember(name, ReadValue(depth + 1), line));
        });
        return members;
    }

    private List<LooseValue> ReadItems(int depth)
    {
        var items = new List<LooseValue>();
        ReadList(']', () => items.Add(ReadValue(depth + 1)));
        return items;
    }

    /// <summary>Reads from an opening bracket to its closing one, one element at a time.</summary>
    private void ReadList(char close, Action readElement)
    {
        var (line, column) = (_line, Column);
        Step();
        while (true)
        {
            SkipBlank();
            if (IsAtEnd)
                throw WrongAt(line, column, $"what begins here has no {close} at its end");
            if (Here == close)
                break;
            readElement();
            var elementLine = _line;
            SkipBlank();
            if (Here == ',')
                SkipCommas(close);
            else if (Here != close && !IsAtEnd)
                Warn(elementLine, "a comma is missing");
        }

        Step();
    }

    private void SkipCommas(char close)
    {
        var line = _line;
        Step();
        SkipBlank();
        while (Here == ',')
        {
            Warn(_line, "a comma too many");
            Step();
            SkipBlank();
        }

        if (Here == close)
            Warn(line, $"a comma before {close}");
    }

    private string ReadQuoted()
    {
        var (quote, line, column) = (Here, _line, Column);
        if (quote == '\'')
            Warn(line, "single quotes");
        Step();
        var text = new StringBuilder();
        while (Here != quote)
        {
            if (IsAtEnd || Here == '\n')
                throw WrongAt(line, column, $"the text that begins here has no {quote} at its end on that line");
            if (Here == '\\')
                ReadEscape(text);
            else
                text.Append(Take());
        }

        Step();
        return text.ToString();
    }

    private void ReadEscape(StringBuilder text)
    {
        Step();
        switch (Here)
        {
            case '"' or '\'' or '\\' or '/':
                text.Append(Take());
                break;
            case 'u' when _at + 4 < _text.Length
                && ushort.TryParse(_text.AsSpan(_at + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code):
                if (char.IsControl((char)code))
                    throw Wrong("a text with a control character");
                text.Append((char)code);
                _at += 5;
                break;
            case 't':
                text.Append('\t');
                Step();
                break;
            case 'n' or 'r' or 'b' or 'f' when !LooksLikePath(text):
                throw Wrong("a text with a control character");
            default:
                Warn(_line, "a backslash that escapes nothing is taken as it stands");
                text.Append('\\');
                break;
        }
    }

    /// <summary><c>C:\new</c> has no line break in it, although JSON says so.</summary>
    private static bool LooksLikePath(StringBuilder text) => text.Length >= 2 && char.IsAsciiLetter(text[0]) && text[1] == ':';

    private string ReadWord(bool isKey)
    {
        var (line, start) = (_line, _at);
        while (!IsAtEnd && !IsWordEnd(isKey))
            Take();
        var word = _text[start.._at].TrimEnd();
        if (word.Length == 0)
            throw Wrong(isKey ? "there should be a name here" : "there should be a value here");
        if (isKey || !IsJson(word))
            Warn(line, $"\"{Short(word)}\" without quotes");
        return word;
    }

    private bool IsWordEnd(bool isKey) => Here is ',' or '{' or '}' or '[' or ']' or '"' or '\'' or '\n' or '#' || char.IsWhiteSpace(Here)
        || (isKey && Here == ':') || IsCommentHere();

    private bool IsCommentHere() => Here == '/' && _at + 1 < _text.Length && _text[_at + 1] is '/' or '*'
        && (_at == 0 || _text[_at - 1] != ':');

    private static bool IsJson(string word) =>
        word is "true" or "false" or "null" || double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    private void SkipBlank()
    {
        while (!IsAtEnd)
        {
            if (char.IsWhiteSpace(Here))
                Take();
            else if (Here == '#' || IsCommentHere())
                SkipComment();
            else
                return;
        }
    }

    private void SkipComment()
    {
        var (line, column) = (_line, Column);
        Warn(line, "a comment");
        if (Here == '#' || _text[_at + 1] == '/')
        {
            while (!IsAtEnd && Here != '\n')
                _at++;
            return;
        }

        var end = _text.IndexOf("*/", _at + 2, StringComparison.Ordinal);
        if (end < 0)
            throw WrongAt(line, column, "the comment that begins here has no */ at its end");
        while (_at < end + 2)
            Take(anything: true);
    }

    private char Take(bool anything = false)
    {
        var c = _text[_at];
        if (!anything && char.IsControl(c) && !char.IsWhiteSpace(c))
            throw Wrong($"a control character (U+{(int)c:X4})");
        _at++;
        if (c == '\n')
            (_line, _lineStart) = (_line + 1, _at);
        return c;
    }

    private void Step() => _at++;

    private int Column => _at - _lineStart + 1;

    private void Warn(int line, string what)
    {
        if (_warnings.Count < WarningsMax)
            _warnings.Add($"{_file}:{line}: warning: {what}");
        else if (_warnings.Count == WarningsMax)
            _warnings.Add($"{_file}: warning: and more of the kind");
    }

    private ImportException Wrong(string what) => WrongAt(_line, Column, what);

    private ImportException WrongAt(int line, int column, string what) => new($"{_file}:{line}:{column}: {what}");

    private static string Short(string text) => SafeLine.Of(text.Length > 40 ? text[..40] + "…" : text);
}
