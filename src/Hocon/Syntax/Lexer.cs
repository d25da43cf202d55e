namespace Dachshund.Hocon.Syntax;

/// <summary>Cuts a HOCON text into tokens. Comments vanish here; white space stays, because it can be part of a value.</summary>
internal sealed class Lexer
{
    private readonly string text;
    private readonly string source;
    private readonly List<Token> tokens = [];
    private int at;
    private int line = 1;
    private int lineStart;

    private Lexer(string text, string source)
    {
        this.text = text;
        this.source = source;
    }

    /// <summary>Whether the text held a comment; a <c>--set</c> value with one is taken as plain text instead.</summary>
    public bool SawComment { get; private set; }

    public static List<Token> Tokenize(string text, string source, out bool sawComment)
    {
        var lexer = new Lexer(text, source);
        while (lexer.at < text.Length)
            lexer.Next();
        lexer.Add(TokenKind.End, "", lexer.at);
        sawComment = lexer.SawComment;
        return lexer.tokens;
    }

    private void Next()
    {
        var c = text[at];
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
            Add(kind, text.Substring(at++, 1), at - 1);
        else if (c == '+' && at + 1 < text.Length && text[at + 1] == '=')
            Symbol(TokenKind.PlusEquals, 2);
        else if (Characters.IsReserved(c))
            throw Fail(at, $"the character '{c}' has no meaning here; put the text in double quotes");
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
        Add(TokenKind.NewLine, "\n", at);
        at++;
        line++;
        lineStart = at;
    }

    private bool AtSlashes() => text[at] == '/' && at + 1 < text.Length && text[at + 1] == '/';

    private void SkipComment()
    {
        SawComment = true;
        var end = text.IndexOf('\n', at);
        at = end < 0 ? text.Length : end;
    }

    private void Substitution()
    {
        if (at + 1 >= text.Length || text[at + 1] != '{')
            throw Fail(at, "'$' starts a substitution: write ${path}, or put the text in double quotes");
        if (at + 2 < text.Length && text[at + 2] == '?')
            Symbol(TokenKind.OpenOptionalSubstitution, 3);
        else
            Symbol(TokenKind.OpenSubstitution, 2);
    }

    private void Plain()
    {
        var number = Characters.NumberLength(text.AsSpan(at));
        if (number > 0)
            Symbol(TokenKind.Number, number);
        else
            Run(TokenKind.Unquoted, static (lexer, c) =>
                c != '\n' && !Characters.IsReserved(c) && !Characters.IsWhitespace(c) && !lexer.AtSlashes());
    }

    private void Run(TokenKind kind, Func<Lexer, char, bool> belongs)
    {
        var start = at;
        while (at < text.Length && belongs(this, text[at]))
            at++;
        Add(kind, text[start..at], start);
    }

    private void Symbol(TokenKind kind, int length)
    {
        Add(kind, text.Substring(at, length), at);
        at += length;
    }

    private void Quoted()
    {
        var start = at;
        var startLine = line;
        var startColumn = at - lineStart + 1;
        var value = string.CompareOrdinal(text, at, "\"\"\"", 0, 3) == 0
            ? RawText(start)
            : QuotedText.Read(text, ref at, message => Fail(Math.Min(at, text.Length), message));
        tokens.Add(new Token(TokenKind.Quoted, value, startLine, startColumn));
    }

    /// <summary>Reads to the last of the closing quotes: a fourth quote and further ones belong to the text.</summary>
    private string RawText(int start)
    {
        var end = text.IndexOf("\"\"\"", start + 3, StringComparison.Ordinal);
        if (end < 0)
            throw Fail(start, "the text that starts with \"\"\" has no end");
        while (end + 3 < text.Length && text[end + 3] == '"')
            end++;
        var value = text[(start + 3)..end];
        at = end + 3;
        line += value.AsSpan().Count('\n');
        lineStart = value.Contains('\n') ? text.LastIndexOf('\n', end) + 1 : lineStart;
        return value;
    }

    private void Add(TokenKind kind, string value, int start) =>
        tokens.Add(new Token(kind, value, line, start - lineStart + 1));

    private HoconException Fail(int position, string message) =>
        new(HoconReason.Syntax, new Origin(source, line, position - lineStart + 1), message);
}
