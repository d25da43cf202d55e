using System.Collections.Immutable;

namespace Dachshund.Hocon.Syntax;

/// <summary>
/// Recursive descent over tokens. Depth is limited, so that no text can exhaust the stack.
/// </summary>
internal sealed class Parser
{
    private readonly TokenReader _reader;
    private readonly HoconLimits _limits;
    private int _depth;

    private Parser(TokenReader reader, HoconLimits limits)
    {
        _reader = reader;
        _limits = limits;
    }

    /// <summary>Reads a whole document, whose root must be an object; its braces may be left out.</summary>
    public static Node.Object ParseDocument(string text, string source, HoconLimits limits)
    {
        CheckLength(text, source, limits);
        var reader = new TokenReader(Lexer.Tokenize(text, source, out _), source);
        var parser = new Parser(reader, limits);
        reader.SkipLines();
        if (reader.Current.Kind == TokenKind.OpenBracket)
            throw reader.Fail("the root of a configuration must be an object, not a list");
        if (reader.Current.Kind != TokenKind.OpenBrace)
            return new Node.Object(new Origin(source, 1, 1), parser.Members(TokenKind.End, reader.Current));
        var root = parser.ParseObject();
        reader.SkipLines();
        return reader.Current.Kind == TokenKind.End
            ? root
            : throw reader.Fail($"nothing may come after the closing '}}' of the root, but there is {reader.Describe()}");
    }

    /// <summary>
    /// Reads the right-hand side of a <c>--set</c>: a value, or, where the text is none (URLs, paths with
    /// wildcards, passwords with a <c>#</c>), the text as it stands.
    /// </summary>
    public static Node ParseValueOrText(string text, string source, HoconLimits limits)
    {
        CheckLength(text, source, limits);
        var origin = new Origin(source, 0, 0);
        try
        {
            var reader = new TokenReader(Lexer.Tokenize(text, source, out var sawComment), source, hasLines: false);
            if (!sawComment)
            {
                reader.SkipLines();
                var value = new Parser(reader, limits).ParseValue();
                reader.SkipLines();
                if (reader.Current.Kind == TokenKind.End)
                    return value;
            }
        }
        catch (HoconException exception) when (exception.Reason == HoconReason.Syntax)
        {
            // Not a value, so it is text: the rule, not a failure.
        }

        return new Node.Scalar(origin, HoconScalarKind.Text, text, IsSpace: false);
    }

    private static void CheckLength(string text, string source, HoconLimits limits)
    {
        if (text.Length > limits.DocumentCharsMax)
        {
            throw new HoconException(HoconReason.Limit, new Origin(source, 1, 1),
                $"the document has {text.Length} characters; at most {limits.DocumentCharsMax} are read");
        }
    }

    private Node.Object ParseObject()
    {
        var origin = _reader.Origin;
        Enter();
        var open = _reader.Take();
        var members = Members(TokenKind.CloseBrace, open);
        _reader.Take();
        _depth--;
        return new Node.Object(origin, members);
    }

    /// <summary>Reads members up to the end token, which is left.</summary>
    private ImmutableArray<Member> Members(TokenKind end, Token open)
    {
        var members = ImmutableArray.CreateBuilder<Member>();
        var divided = true;
        _reader.SkipLines();
        while (_reader.Current.Kind != end)
        {
            if (_reader.Current.Kind == TokenKind.End)
                throw _reader.FailAt(open, "this '{' has no '}'");
            if (!divided)
                throw _reader.Fail($"after a value comes a comma or a new line, but there is {_reader.Describe()}");
            members.Add(ParseMember(end));
            divided = _reader.TakeDivider();
        }

        return members.ToImmutable();
    }

    private Member ParseMember(TokenKind end)
    {
        var origin = _reader.Origin;
        var token = _reader.Current;
        if (token.Kind == TokenKind.Unquoted && token.Text == "include")
            return IncludeStatement.Parse(_reader);
        if (!HoconPath.IsPathToken(token.Kind))
            throw _reader.Fail($"a key is expected, but there is {_reader.Describe()}{Closing(token.Kind, end)}");
        var path = _reader.TakePath();
        if (_depth + path.Length > _limits.DepthMax)
            throw TooDeep();
        _reader.SkipLines();
        var append = _reader.TryTake(TokenKind.PlusEquals);
        if (!append && !_reader.TryTake(TokenKind.Separator) && _reader.Current.Kind != TokenKind.OpenBrace)
            throw _reader.FailAt(token, $"after a key comes '=', ':', '+=' or '{{', but there is {_reader.Describe()}");
        _reader.SkipLines();
        return new Member.Field(origin, path, append, ParseValue());
    }

    private static string Closing(TokenKind found, TokenKind end) =>
        found == TokenKind.CloseBrace && end == TokenKind.End ? " that closes nothing" : "";

    /// <summary>Reads parts up to a comma, a newline or a closing bracket; several parts are a concatenation.</summary>
    private Node ParseValue()
    {
        var parts = ImmutableArray.CreateBuilder<Node>();
        while (true)
        {
            var space = _reader.Current;
            _reader.SkipWhitespace();
            if (EndsValue(_reader.Current.Kind))
                break;
            if (parts.Count > 0 && space.Kind == TokenKind.Whitespace)
                parts.Add(new Node.Scalar(_reader.Origin, HoconScalarKind.Text, space.Text, IsSpace: true));
            parts.Add(ParsePart());
        }

        return parts.Count switch
        {
            0 => throw _reader.Fail($"a value is expected, but there is {_reader.Describe()}"),
            1 => parts[0],
            _ => new Node.Concatenation(parts[0].Origin, parts.ToImmutable()),
        };
    }

    private static bool EndsValue(TokenKind kind) => kind is TokenKind.End or TokenKind.NewLine or TokenKind.Comma
        or TokenKind.CloseBrace or TokenKind.CloseBracket;

    private Node ParsePart() => _reader.Current.Kind switch
    {
        TokenKind.OpenBrace => ParseObject(),
        TokenKind.OpenBracket => ParseArray(),
        TokenKind.OpenSubstitution or TokenKind.OpenOptionalSubstitution => ParseSubstitution(),
        TokenKind.Quoted or TokenKind.Unquoted or TokenKind.Number => ParseScalar(),
        _ => throw _reader.Fail($"{_reader.Describe()} cannot be part of a value; put the text in double quotes"),
    };

    private Node.Scalar ParseScalar()
    {
        var origin = _reader.Origin;
        var token = _reader.Take();
        var kind = token.Kind switch
        {
            TokenKind.Number => HoconScalarKind.Number,
            TokenKind.Unquoted when token.Text == "null" => HoconScalarKind.Null,
            TokenKind.Unquoted when token.Text is "true" or "false" => HoconScalarKind.Boolean,
            _ => HoconScalarKind.Text,
        };
        return new Node.Scalar(origin, kind, token.Text, IsSpace: false);
    }

    private Node.Array ParseArray()
    {
        var origin = _reader.Origin;
        Enter();
        var open = _reader.Take();
        var items = ImmutableArray.CreateBuilder<Node>();
        var divided = true;
        _reader.SkipLines();
        while (!_reader.TryTake(TokenKind.CloseBracket))
        {
            if (_reader.Current.Kind == TokenKind.End)
                throw _reader.FailAt(open, "this '[' has no ']'");
            if (!divided)
                throw _reader.Fail($"after an element comes a comma or a new line, but there is {_reader.Describe()}");
            items.Add(ParseValue());
            divided = _reader.TakeDivider();
        }

        _depth--;
        return new Node.Array(origin, items.ToImmutable());
    }

    private Node.Substitution ParseSubstitution()
    {
        var origin = _reader.Origin;
        var optional = _reader.Take().Kind == TokenKind.OpenOptionalSubstitution;
        var path = _reader.TakePath();
        if (!_reader.TryTake(TokenKind.CloseBrace))
            throw _reader.Fail($"a substitution is ${{path}}, but within it there is {_reader.Describe()}");
        return new Node.Substitution(origin, path, optional);
    }

    private void Enter()
    {
        if (++_depth > _limits.DepthMax)
            throw TooDeep();
    }

    private HoconException TooDeep() => new(HoconReason.Limit, _reader.Origin,
        $"objects and lists are nested deeper than {_limits.DepthMax}");
}
