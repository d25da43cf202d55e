namespace Dachshund.Hocon.Syntax;

/// <summary>Cuts a HOCON text into tokens. Comments vanish here; white space stays, because it can be part of a value.</summary>
internal sealed class Lexer
{
    private readonly string _text;
    private readonly string _source;
    private readonly List<Token> _tokens = [];
    private int _at;
    private int _line = 1;
    private int _lineStart;

    private Lexer(string text, string source)
    {
        _text = text;
        _source = source;
    }

    /// <summary>Whether the text held a comment; a <c>--set</c> value with one is taken as plain text instead.</summary>
    public bool SawComment { get; private set; }

    public static List<Token> Tokenize(string text, string source, out bool sawComment)
    {
        var lexer = new Lexer(text, source);
        while (lexer._at < text.Length)
            lexer.Next();
        lexer.Add(TokenKind.End, "", lexer._at);
        sawComment = lexer.SawComment;
        return lexer._tokens;
    }

    private void Next()
    {
        var c = _text[_at];
        if (c == '\n')
            NewLine();
        else if (Characters.IsWhitespace(c))
            Run(TokenKind.Whitespace, static (lexer, c) => c != '\n' && Characters.IsWhitespace(c));
        else if (c == '#' || AtSlashes())
            SkipComment();
        else if (c == '"')
            Quoted();
        else if (c == '$')
            Substitution();
        else if (Punctuation(c) is { } kind)
            Add(kind, _text.Substring(_at++, 1), _at - 1);
        else if (c == '+' && _at + 1 < _text.Length && _text[_at + 1] == '=')
            Symbol(TokenKind.PlusEquals, 2);
        else if (Characters.IsReserved(c))
            throw Fail(_at, $"the character '{c}' has no meaning here; put the text in double quotes");
        else
            Plain();
    }

    private static TokenKind? Punctuation(char c) => c switch
    {
        '{' => TokenKind.OpenBrace,
        '}' => TokenKind.CloseBrace,
        '[' => TokenKind.OpenBracket,
        ']' => TokenKind.CloseBracket,
        ',' => TokenKind.Comma,
        ':' or '=' => TokenKind.Separator,
        _ => null,
    };

    private void NewLine()
    {
        Add(TokenKind.NewLine, "\n", _at);
        _at++;
        _line++;
        _lineStart = _at;
    }

    private bool AtSlashes() => _text[_at] == '/' && _at + 1 < _text.Length && _text[_at + 1] == '/';

    private void SkipComment()
    {
        SawComment = true;
        var end = _text.IndexOf('\n', _at);
        _at = end < 0 ? _text.Length : end;
    }

    private void Substitution()
    {
        if (_at + 1 >= _text.Length || _text[_at + 1] != '{')
            throw Fail(_at, "'$' starts a substitution: write ${path}, or put the text in double quotes");
        if (_at + 2 < _text.Length && _text[_at + 2] == '?')
            Symbol(TokenKind.OpenOptionalSubstitution, 3);
        else
            Symbol(TokenKind.OpenSubstitution, 2);
    }

    private void Plain()
    {
        var number = Characters.NumberLength(_text.AsSpan(_at));
        if (number > 0)
            Symbol(TokenKind.Number, number);
        else
            Run(TokenKind.Unquoted, static (lexer, c) =>
                c != '\n' && !Characters.IsReserved(c) && !Characters.IsWhitespace(c) && !lexer.AtSlashes());
    }

    private void Run(TokenKind kind, Func<Lexer, char, bool> belongs)
    {
        var start = _at;
        while (_at < _text.Length && belongs(this, _text[_at]))
            _at++;
        Add(kind, _text[start.._at], start);
    }

    private void Symbol(TokenKind kind, int length)
    {
        Add(kind, _text.Substring(_at, length), _at);
        _at += length;
    }

    private void Quoted()
    {
        var start = _at;
        var startLine = _line;
        var startColumn = _at - _lineStart + 1;
        var value = string.CompareOrdinal(_text, _at, "\"\"\"", 0, 3) == 0
            ? RawText(start)
            : QuotedText.Read(_text, ref _at, message => Fail(Math.Min(_at, _text.Length), message));
        _tokens.Add(new Token(TokenKind.Quoted, value, startLine, startColumn));
    }

    /// <summary>Reads to the last of the closing quotes: a fourth quote and further ones belong to the text.</summary>
    private string RawText(int start)
    {
        var end = _text.IndexOf("\"\"\"", start + 3, StringComparison.Ordinal);
        if (end < 0)
            throw Fail(start, "the text that starts with \"\"\" has no end");
        while (end + 3 < _text.Length && _text[end + 3] == '"')
            end++;
        var value = _text[(start + 3)..end];
        _at = end + 3;
        _line += value.AsSpan().Count('\n');
        _lineStart = value.Contains('\n') ? _text.LastIndexOf('\n', end) + 1 : _lineStart;
        return value;
    }

    private void Add(TokenKind kind, string value, int start) =>
        _tokens.Add(new Token(kind, value, _line, start - _lineStart + 1));

    private HoconException Fail(int position, string message) =>
        new(HoconReason.Syntax, new Origin(_source, _line, position - _lineStart + 1), message);
}
