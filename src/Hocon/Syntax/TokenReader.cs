using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Dachshund.Hocon.Syntax;

/// <summary>
/// A place in a list of tokens, and the errors that can be told there. An override from the command line has no lines.
/// </summary>
internal sealed class TokenReader(List<Token> tokens, string source, bool hasLines = true)
{
    private int _at;

    public Token Current => tokens[_at];

    public Origin Origin => OriginOf(Current);

    public Token Take()
    {
        var token = tokens[_at];
        if (token.Kind != TokenKind.End)
            _at++;
        return token;
    }

    public bool TryTake(TokenKind kind)
    {
        if (Current.Kind != kind)
            return false;
        _at++;
        return true;
    }

    public void SkipWhitespace()
    {
        while (Current.Kind == TokenKind.Whitespace)
            _at++;
    }

    /// <summary>Skips white space and newlines; tells whether there was a newline.</summary>
    public bool SkipLines()
    {
        var newLine = false;
        while (Current.Kind is TokenKind.Whitespace or TokenKind.NewLine)
            newLine |= tokens[_at++].Kind == TokenKind.NewLine;
        return newLine;
    }

    /// <summary>
    /// Takes what divides two members or elements: newlines, one comma, or both. Whether there was any.
    /// </summary>
    public bool TakeDivider()
    {
        var newLine = SkipLines();
        if (!TryTake(TokenKind.Comma))
            return newLine;
        SkipLines();
        if (Current.Kind == TokenKind.Comma)
            throw Fail("two commas in a row");
        return true;
    }

    /// <summary>Takes the tokens of a path that starts here.</summary>
    public ImmutableArray<string> TakePath()
    {
        var start = _at;
        while (HoconPath.IsPathToken(Current.Kind))
            _at++;
        var span = CollectionsMarshal.AsSpan(tokens)[start.._at];
        return PathText.Parse(span, (token, message) => FailAt(token.Line == 0 ? Current : token, message));
    }

    public HoconException Fail(string message) => FailAt(Current, message);

    public HoconException FailAt(Token token, string message) => new(HoconReason.Syntax, OriginOf(token), message);

    /// <summary>The current token in words, for messages. Never its text, which could be a secret.</summary>
    public string Describe() => Current.Kind switch
    {
        TokenKind.End => "the end of the text",
        TokenKind.NewLine => "the end of the line",
        TokenKind.Quoted or TokenKind.Unquoted or TokenKind.Number => "text",
        TokenKind.OpenSubstitution or TokenKind.OpenOptionalSubstitution => "a substitution",
        _ => $"'{Current.Text}'",
    };

    private Origin OriginOf(Token token) =>
        hasLines ? new Origin(source, token.Line, token.Column) : new Origin(source, 0, 0);
}
