using System.Text;

namespace Dachshund.Tailing.Globs;

/// <summary>One part of a glob between two slashes, compiled. Case-sensitive; immutable.</summary>
internal sealed class GlobSegment
{
    private readonly Token[] tokens;
    private readonly bool matchesHidden;

    private GlobSegment(Token[] tokens)
    {
        this.tokens = tokens;
        matchesHidden = tokens.Length > 0 && tokens[0] is { Kind: TokenKind.Sign, Sign: '.' };
    }

    private enum TokenKind
    {
        Sign,
        AnySign,
        AnySigns,
        OneOf,
    }

    /// <summary>The name this segment stands for when it has no wildcard, else null.</summary>
    public string? Literal { get; private init; }

    public static GlobSegment Parse(string text)
    {
        var tokens = new List<Token>();
        for (var i = 0; i < text.Length;)
            tokens.Add(ParseToken(text, ref i));
        var literal = new StringBuilder();
        foreach (var token in tokens)
            literal.Append(token.Sign);
        var wild = tokens.Exists(token => token.Kind != TokenKind.Sign);
        return new GlobSegment([.. tokens]) { Literal = wild ? null : literal.ToString() };
    }

    /// <summary>Whether a name matches. Goes back to the last star only, so the time is at most length x
    /// length.</summary>
    public bool Matches(ReadOnlySpan<char> name)
    {
        if (name.Length > 0 && name[0] == '.' && !matchesHidden)
            return false;

        var (at, token, starAt, star) = (0, 0, 0, -1);
        while (at < name.Length)
        {
            if (token < tokens.Length && tokens[token].Kind == TokenKind.AnySigns)
                (star, starAt, token) = (token, at, token + 1);
            else if (token < tokens.Length && tokens[token].Takes(name[at]))
                (at, token) = (at + 1, token + 1);
            else if (star >= 0)
                (starAt, at, token) = (starAt + 1, starAt + 1, star + 1);
            else
                return false;
        }

        while (token < tokens.Length && tokens[token].Kind == TokenKind.AnySigns)
            token++;
        return token == tokens.Length;
    }

    private static Token ParseToken(string text, ref int i)
    {
        var sign = text[i++];
        switch (sign)
        {
            case '*':
                return new Token(TokenKind.AnySigns, default, "");
            case '?':
                return new Token(TokenKind.AnySign, default, "");
            case '\\' when i < text.Length:
                return new Token(TokenKind.Sign, text[i++], "");
            case '[':
                // The first sign of a set may be the closing bracket itself; an open set is an ordinary bracket.
                var first = i < text.Length && text[i] is '!' or '^' ? i + 1 : i;
                var close = first < text.Length ? text.IndexOf(']', first + 1) : -1;
                if (close < 0)
                    break;
                var set = text[i..close];
                i = close + 1;
                return new Token(TokenKind.OneOf, default, set);
        }

        return new Token(TokenKind.Sign, sign, "");
    }

    private readonly record struct Token(TokenKind Kind, char Sign, string Set)
    {
        public bool Takes(char sign) => Kind switch
        {
            TokenKind.AnySign => true,
            TokenKind.OneOf => IsInSet(sign),
            _ => Sign == sign,
        };

        private bool IsInSet(char sign)
        {
            var negated = Set[0] is '!' or '^';
            for (var i = negated ? 1 : 0; i < Set.Length; i++)
            {
                var (low, high) = (Set[i], Set[i]);
                if (i + 2 < Set.Length && Set[i + 1] == '-')
                    high = Set[i += 2];
                if (sign >= low && sign <= high)
                    return !negated;
            }

            return negated;
        }
    }
}
