namespace Dachshund.Hocon.Syntax;

/// <summary>A piece of text with its meaning. <c>Text</c> is the value: unescaped for quoted text.</summary>
internal readonly record struct Token(TokenKind Kind, string Text, int Line, int Column);
