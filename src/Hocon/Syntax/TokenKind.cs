namespace Dachshund.Hocon.Syntax;

internal enum TokenKind
{
    End,
    NewLine,
    Whitespace,
    Comma,
    Separator,
    PlusEquals,
    OpenBrace,
    CloseBrace,
    OpenBracket,
    CloseBracket,
    OpenSubstitution,
    OpenOptionalSubstitution,
    Quoted,
    Unquoted,
    Number,
}
