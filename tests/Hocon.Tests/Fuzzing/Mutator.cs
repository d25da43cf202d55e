using System.Text;

namespace Dachshund.Hocon.Tests.Fuzzing;

/// <summary>Makes broken and odd texts out of sound ones, the same ones for the same seed.</summary>
internal sealed class Mutator(Random random, IReadOnlyList<string> corpus)
{
    private static readonly string[] Pieces =
    [
        "{", "}", "[", "]", ",", ":", "=", "+=", "${", "${?", "}", "\"", "\"\"\"", "\\", "#", "//", "\n", " ", ".", "a", "b", "a.b",
        "${a}", "${?a}", "${a.b}", "${b}", "include", "include \"x\"", "include required(\"/x\")", "null", "true", "1", "-", "1e5", "\u00a0",
        "\ufeff", "\ud800", "\0", "a=1", "a=${b}", "b=${a}", "a+=1", "a{b=${a}}", "a=${a}x", "[${a}]", "{a=1}{b=2}",
    ];

    public string Next()
    {
        var text = new StringBuilder(corpus[random.Next(corpus.Count)]);
        if (text.Length > 300 && random.Next(20) > 0)
            Cut(text);
        for (var i = random.Next(1, 4); i > 0; i--)
            Mutate(text);
        return text.ToString();
    }

    /// <summary>Keeps some whole lines: they are more often sound than a piece from anywhere.</summary>
    private void Cut(StringBuilder text)
    {
        var lines = text.ToString().Split('\n');
        var count = random.Next(1, Math.Min(8, lines.Length));
        var start = random.Next(lines.Length - count + 1);
        text.Clear().AppendJoin('\n', lines[start..(start + count)]);
    }

    private void Mutate(StringBuilder text)
    {
        var at = random.Next(text.Length + 1);
        switch (random.Next(6))
        {
            case 0 when at < text.Length:
                text.Remove(at, Math.Min(random.Next(1, 10), text.Length - at));
                break;
            case 1 when at < text.Length:
                text[at] = (char)random.Next(0x20, 0x7f);
                break;
            case 2 when at < text.Length:
                var part = text.ToString(at, Math.Min(random.Next(1, 30), text.Length - at));
                text.Insert(random.Next(text.Length + 1), part);
                break;
            case 3:
                var other = corpus[random.Next(corpus.Count)];
                var start = random.Next(other.Length + 1);
                text.Insert(at, other.AsSpan(start, Math.Min(random.Next(1, 30), other.Length - start)));
                break;
            default:
                text.Insert(at, Pieces[random.Next(Pieces.Length)]);
                break;
        }
    }
}
