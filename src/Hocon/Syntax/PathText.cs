using System.Collections.Immutable;
using System.Text;

namespace Dachshund.Hocon.Syntax;

/// <summary>Path expressions: elements divided by dots, quoted where they hold anything else.</summary>
internal static class PathText
{
    /// <summary>
    /// Reads the tokens of a path. White space inside is part of the elements, around it is not.
    /// </summary>
    public static ImmutableArray<string> Parse(ReadOnlySpan<Token> tokens, Func<Token, string, HoconException> fail)
    {
        var elements = ImmutableArray.CreateBuilder<string>();
        var element = new StringBuilder();
        var quoted = false;
        foreach (var token in Trim(tokens))
        {
            quoted |= token.Kind == TokenKind.Quoted;
            if (token.Kind == TokenKind.Quoted || !token.Text.Contains('.'))
            {
                element.Append(token.Text);
                continue;
            }

            var pieces = token.Text.Split('.');
            for (var i = 0; i < pieces.Length; i++)
            {
                element.Append(pieces[i]);
                if (i < pieces.Length - 1)
                    EndElement(elements, element, ref quoted, token, fail);
            }
        }

        EndElement(elements, element, ref quoted, tokens.IsEmpty ? default : tokens[^1], fail);
        return elements.ToImmutable();
    }

    private static void EndElement(
        ImmutableArray<string>.Builder elements, StringBuilder element, ref bool quoted, Token token,
        Func<Token, string, HoconException> fail)
    {
        if (element.Length == 0 && !quoted)
            throw fail(token, "a path has an empty element; an empty key must be written as \"\"");
        elements.Add(element.ToString());
        element.Clear();
        quoted = false;
    }

    private static ReadOnlySpan<Token> Trim(ReadOnlySpan<Token> tokens)
    {
        while (!tokens.IsEmpty && tokens[0].Kind == TokenKind.Whitespace)
            tokens = tokens[1..];
        while (!tokens.IsEmpty && tokens[^1].Kind == TokenKind.Whitespace)
            tokens = tokens[..^1];
        return tokens;
    }
}
