using System.Text;
using Dachshund.Matching.Literals;

namespace Dachshund.Matching.Tests.Literals;

public sealed class LiteralEngineTests
{
    private static readonly (string[] Literals, bool IgnoreCase, string Text, string Found)[] Rows =
    [
        (["ERROR"], false, "", ""),
        (["ERROR"], false, "ERROR", "0"),
        (["ERROR"], false, "ERRO", ""),
        (["ERROR"], false, "ERRORERROR", "0"),
        (["ERROR"], false, "error", ""),
        (["ERROR"], true, "an eRRor", "0"),
        (["[error]"], true, "{ERROR}", ""),
        (["a"], false, "bbba", "0"),
        (["a", "ab", "abc", "bc", "c"], false, "xabcx", "0 1 2 3 4"),
        (["abcd", "bcde", "cdef"], false, "abcdef", "0 1 2"),
        (["aaaa", "aaab"], false, "aaaaaaaab", "0 1"),
        (["abcdefghijklmnopqrstuvwxyz"], false, "abcdefghijklmnopqrstuvwxy", ""),
        (["abcdefghijklmnopqrstuvwxyz", "xyz"], false, "-abcdefghijklmnopqrstuvwxyz", "0 1"),
        (["\0\0"], false, "a\0b\0\0c", "0"),
        (["磁盘", "盘已满"], false, "错误：磁盘已满", "0 1"),
        (["é"], true, "É", ""),
        (["panic:", "Panic"], false, "kernel: panic: Panic", "0 1"),
        (["Error:", "error:"], false, "IOError: x", "0"),
        (["K", "key"], true, "KEY", "0 1"),
        (["@[`{"], true, "@[`{ `{@[", "0"),
        (["@[`{"], true, "`{@[", ""),
    ];

    public static TheoryData<string, int> EveryRowOnEveryEngine()
    {
        var data = new TheoryData<string, int>();
        foreach (var name in EngineNames.All)
            for (var row = 0; row < Rows.Length; row++)
                data.Add(name, row);
        return data;
    }

    [Theory]
    [MemberData(nameof(EveryRowOnEveryEngine))]
    public void Engine_finds_every_literal_wherever_it_lies_in_the_text(string name, int row)
    {
        var (texts, ignoreCase, text, found) = Rows[row];
        var literals = texts.Select(t => new Literal(Encoding.UTF8.GetBytes(t), ignoreCase)).ToArray();
        if (EngineNames.Make(name, literals) is not { } engine) return;
        var bytes = Encoding.UTF8.GetBytes(text);

        // Paddings move the text over every position of a vector and of its end.
        foreach (var before in (int[])[0, 1, 2, 3, 4, 7, 12, 13, 15, 16, 17, 28, 29, 31, 32, 33, 63, 64, 100])
        {
            foreach (var after in (int[])[0, 1, 2, 3, 5, 8, 16, 31, 32, 33, 70])
            {
                byte[] padded = [.. Padding(before), .. bytes, .. Padding(after)];
                var hits = new LiteralHits(literals.Length);
                engine.Collect(padded, hits);

                Assert.Equal(found, string.Join(' ', Enumerable.Range(0, literals.Length).Where(hits.Contains)));
                Assert.Equal(found.Length > 0, engine.Find(padded, 0) >= 0);
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Engines_agree_with_the_oracle_on_random_texts(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 60; round++)
        {
            var literals = RandomLiterals(random, out var alphabet);
            var text = RandomText(random, alphabet, literals);
            var oracle = new NaiveEngine(literals);
            foreach (var name in EngineNames.All)
            {
                if (EngineNames.Make(name, literals) is not { } engine) continue;
                var about = $"seed {seed}, round {round}, engine {name}";
                Assert.True(LinesWithHits(oracle, text).SequenceEqual(LinesWithHits(engine, text)), about);
                foreach (var (start, end) in LinesOf(text))
                {
                    var (expected, actual) = (new LiteralHits(literals.Length), new LiteralHits(literals.Length));
                    oracle.Collect(text.AsSpan(start, end - start), expected);
                    engine.Collect(text.AsSpan(start, end - start), actual);
                    Assert.True(expected.Words.SequenceEqual(actual.Words), about);
                }
            }
        }
    }

    [Fact]
    public void Few_literals_get_the_packed_search_and_many_the_sampling_one()
    {
        var random = new Random(5);
        var few = DefaultKeywords.All.Select(k => new Literal(Encoding.UTF8.GetBytes(k), false)).ToArray();
        var many = Enumerable.Range(0, 500)
            .Select(_ => new Literal(Enumerable.Range(0, 8).Select(_ => (byte)random.Next('a', 'z')).ToArray(), false));

        Assert.Equal(TeddyScan.WidestHere == TeddyWidth.Scalar, EngineChoice.For(few) is StrideEngine);
        Assert.IsType<StrideEngine>(EngineChoice.For(many.ToArray()));
    }

    private static Literal[] RandomLiterals(Random random, out byte[] alphabet)
    {
        // Small alphabets make overlaps and repeats; the large one has every byte but LF.
        byte[] all = [.. Enumerable.Range(0, 256).Where(b => b != '\n').Select(b => (byte)b)];
        alphabet = random.Next(4) switch
        {
            0 => "ab"u8.ToArray(),
            1 => "abAB@`"u8.ToArray(),
            2 => [.. "etaoin ETA"u8, 0, 0x80, 0xFF, (byte)'\r'],
            _ => all,
        };
        var longest = random.Next(1, 24);
        var shortest = random.Next(1, longest + 1);
        var letters = alphabet;
        return [.. Enumerable.Range(0, random.Next(1, random.Next(2, TeddyBuckets.LiteralsMax))).Select(_ =>
        {
            var bytes = new byte[random.Next(shortest, longest + 1)];
            foreach (ref var value in bytes.AsSpan()) value = letters[random.Next(letters.Length)];
            return new Literal(bytes, random.Next(3) == 0);
        })];
    }

    private static byte[] RandomText(Random random, byte[] alphabet, Literal[] literals)
    {
        var text = new List<byte>();
        var length = random.Next(0, 600);
        while (text.Count < length)
        {
            switch (random.Next(12))
            {
                case 0:
                    text.Add((byte)'\n');
                    break;
                case 1:
                    var bytes = literals[random.Next(literals.Length)].Bytes;
                    text.AddRange(bytes[..random.Next(Math.Max(1, bytes.Length - 2), bytes.Length + 1)].ToArray());
                    break;
                case 2:
                    text.Add((byte)random.Next(256));
                    break;
                default:
                    text.Add(alphabet[random.Next(alphabet.Length)]);
                    break;
            }
        }

        return [.. text];
    }

    private static List<int> LinesWithHits(LiteralEngine engine, byte[] text)
    {
        var lines = new List<int>();
        var start = 0;
        while (start <= text.Length)
        {
            var hit = engine.Find(text, start);
            if (hit < 0) break;
            Assert.True(hit >= start);
            lines.Add(Array.LastIndexOf(text, (byte)'\n', hit) + 1);
            var end = Array.IndexOf(text, (byte)'\n', hit);
            if (end < 0) break;
            start = end + 1;
        }

        return lines;
    }

    private static IEnumerable<(int Start, int End)> LinesOf(byte[] text)
    {
        for (var start = 0; start < text.Length;)
        {
            var end = Array.IndexOf(text, (byte)'\n', start);
            if (end < 0) end = text.Length;
            yield return (start, end);
            start = end + 1;
        }
    }

    private static byte[] Padding(int length) => [.. Enumerable.Repeat((byte)'~', length)];
}
