using System.Text;
using Dachshund.Context.Links;
using Dachshund.Context.Signing;

namespace Dachshund.Context.Tests.Links;

public sealed class LinkFuzzTests : IDisposable
{
    private const int Inputs = 1_000_000;
    private readonly TempFolder folder = new();
    private readonly Random random = new(20260101);
    private readonly string valid = Some.Token.Sign(Some.Key);
    private readonly byte[] validBytes;

    public LinkFuzzTests() => validBytes = System.Buffers.Text.Base64Url.DecodeFromChars(valid);

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_million_inputs_throw_nothing_and_open_nothing()
    {
        var verifier = new LinkVerifier("web-1", Some.Trust(folder, Some.Key), Some.Time);
        var outcomes = new int[Enum.GetValues<LinkOutcome>().Length];
        for (var i = 0; i < Inputs; i++)
        {
            // Few get as far as the signature, which is all that costs.
            var text = i % 100 == 0 ? AlteredBytes(from: 0) : (i % 5) switch
            {
                0 => RandomLetters(),
                1 => RandomBytes(),
                2 => AlteredBytes(from: 0, to: 9),
                3 => AlteredLetters(),
                _ => RandomUnicode(),
            };
            outcomes[(int)verifier.Verify(text).Outcome] += text == valid ? 0 : 1;
        }

        Assert.Equal(0, outcomes[(int)LinkOutcome.Valid]);
        Assert.All(Enum.GetValues<LinkOutcome>().Skip(1), outcome => Assert.True(outcomes[(int)outcome] > 0, outcome.ToString()));
        Assert.True(outcomes.Sum() > Inputs * 0.99);
    }

    private string RandomLetters()
    {
        var letters = new char[random.Next(300)];
        random.GetItems("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_", letters);
        return new string(letters);
    }

    /// <summary>Any bytes behind a right version and with a length that fits.</summary>
    private string RandomBytes()
    {
        var name = random.Next(1, 65);
        var bytes = new byte[58 + name + 64];
        random.NextBytes(bytes);
        bytes[0] = 1;
        bytes[57] = (byte)name;
        return CanonicalText.Encode(bytes);
    }

    private string AlteredBytes(int from, int to = int.MaxValue)
    {
        var bytes = validBytes.ToArray();
        for (var changes = random.Next(1, 4); changes > 0; changes--)
            bytes[random.Next(from, Math.Min(to, bytes.Length))] ^= (byte)random.Next(1, 256);
        return CanonicalText.Encode(bytes);
    }

    private string AlteredLetters()
    {
        var text = new StringBuilder(valid);
        var at = random.Next(text.Length);
        switch (random.Next(4))
        {
            case 0:
                text.Remove(at, random.Next(1, text.Length - at + 1));
                break;
            case 1:
                text.Insert(at, valid, random.Next(1, 3));
                break;
            case 2:
                text[at] = (char)random.Next(char.MaxValue + 1);
                break;
            default:
                text.Append((char)random.Next(128));
                break;
        }

        return text.ToString();
    }

    private string RandomUnicode()
    {
        var letters = new char[random.Next(250)];
        for (var i = 0; i < letters.Length; i++)
            letters[i] = (char)random.Next(char.MaxValue + 1);
        return new string(letters);
    }
}
