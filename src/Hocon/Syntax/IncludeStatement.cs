namespace Dachshund.Hocon.Syntax;

/// <summary>
/// <c>include "x"</c>, <c>include file("x")</c>, <c>include required(...)</c>. Parentheses are ordinary characters of
/// unquoted text, so what stands before and after the name is gathered first and judged as one.
/// </summary>
internal static class IncludeStatement
{
    private const int WordsMax = 64;
    private const string Shape = "include is followed by \"name\", file(\"name\") or required(...) of one of these";

    public static Member.Include Parse(TokenReader reader)
    {
        var origin = reader.Origin;
        reader.Take();
        var before = TakeWords(reader);
        if (reader.Current.Kind != TokenKind.Quoted)
            throw reader.Fail($"{Shape}, but there is {reader.Describe()}");
        var name = reader.Take().Text;
        var required = before.StartsWith("required(", StringComparison.Ordinal);
        var inner = required ? before["required(".Length..] : before;
        var parentheses = Close(reader, inner) + (required ? 1 : 0);
        if (parentheses > 0 && TakeWords(reader) != new string(')', parentheses))
            throw reader.Fail($"{Shape}; its ')' is missing");
        if (name.Length == 0)
            throw reader.FailAt(reader.Current, "include names no file");
        return new Member.Include(origin, name, required);
    }

    private static int Close(TokenReader reader, string inner) => inner switch
    {
        "" => 0,
        "file(" => 1,
        "url(" or "classpath(" => throw reader.Fail($"include {inner[..^1]}(...) is not supported; {Shape}"),
        _ => throw reader.Fail(Shape),
    };

    private static string TakeWords(TokenReader reader)
    {
        var words = "";
        reader.SkipLines();
        while (reader.Current.Kind == TokenKind.Unquoted && words.Length < WordsMax)
        {
            words += reader.Take().Text;
            reader.SkipWhitespace();
        }

        return words;
    }
}
