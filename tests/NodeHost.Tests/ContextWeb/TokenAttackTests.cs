using System.Security.Cryptography;
using System.Text;
using Dachshund.Context.Keys;
using Dachshund.Context.Links;

namespace Dachshund.NodeHost.Tests.ContextWeb;

/// <summary>Tokens that no server signed for here and now: one plain 404 for each, and the audit alone says why.</summary>
public sealed class TokenAttackTests
{
    // Where a token's fields are.
    private const int KeyIdAt = 1;
    private const int HitTimeAt = 9;
    private const int ExpiresAt = 17;
    private const int GenerationAt = 41;
    private const int OffsetAt = 45;
    private const int LengthAt = 53;
    private const int NameLengthAt = 57;
    private const int NameAt = 58;

    [Fact]
    public async Task Token_altered_in_any_byte_is_a_plain_404()
    {
        await using var scene = await PageScene.SetAsync();
        var good = Forger.Bytes(scene.Token.Sign(scene.Key));
        var tokens = new List<string>();
        foreach (var bit in new byte[] { 0x01, 0x80 })
        {
            for (var at = 0; at < good.Length; at++)
            {
                var altered = good.ToArray();
                altered[at] ^= bit;
                tokens.Add(Forger.Text(altered));
            }
        }

        var reasons = await AssertRefusedAsync(scene, tokens);
        Assert.Equal(
            [
                LinkOutcome.Malformed, LinkOutcome.OtherNode, LinkOutcome.Expired, LinkOutcome.FromTheFuture, LinkOutcome.UnknownKey,
                LinkOutcome.BadSignature,
            ],
            reasons.Distinct().Order());
    }

    [Fact]
    public async Task Token_cut_anywhere_is_a_plain_404()
    {
        await using var scene = await PageScene.SetAsync();
        var good = scene.Token.Sign(scene.Key);
        var reasons = await AssertRefusedAsync(scene, Enumerable.Range(0, good.Length).Select(length => good[..length]));
        Assert.All(reasons, reason => Assert.Equal(LinkOutcome.Malformed, reason));
    }

    [Fact]
    public async Task Token_that_is_not_for_here_and_now_is_a_plain_404()
    {
        await using var scene = await PageScene.SetAsync();
        var now = TimeProvider.System.GetUtcNow();
        var (good, stranger) = (scene.Token, LinkKey.Create(now, LinkKey.LifetimeDefault));
        (string Token, LinkOutcome Why)[] cases =
        [
            ((good with { Node = "web-2" }).Sign(scene.Key), LinkOutcome.OtherNode),
            ((good with { Expires = now.AddSeconds(-1) }).Sign(scene.Key), LinkOutcome.Expired),
            ((good with { HitTime = now.AddHours(1) }).Sign(scene.Key), LinkOutcome.FromTheFuture),
            (good.Sign(stranger), LinkOutcome.UnknownKey),
            (good.Sign(LinkKey.Create(now, LinkKey.LifetimeDefault, scene.Key)), LinkOutcome.UnknownKey),
            ("", LinkOutcome.Malformed),
            (new string('A', 1000), LinkOutcome.Malformed),
        ];
        Assert.Equal(cases.Select(entry => entry.Why), await AssertRefusedAsync(scene, cases.Select(entry => entry.Token)));
        Assert.Equal(2, scene.LooksAtKeys);
    }

    /// <summary>The layout has no place for the name of an algorithm; these try to bring one in, or another signature.</summary>
    [Fact]
    public async Task Signature_of_another_kind_is_a_plain_404()
    {
        await using var scene = await PageScene.SetAsync();
        using var forger = new Forger(scene.Key);
        var good = Forger.Bytes(scene.Token.Sign(scene.Key));
        var (body, signature) = (good[..^Forger.SignatureBytes], good[^Forger.SignatureBytes..]);
        var (r, s) = (signature[..32], signature[32..]);
        byte[] message = [.. Forger.Domain, .. body];
        var statement = Forger.Bytes(scene.Key.Statement.ToString());
        var other = (scene.Token with { Offset = 0 }).Sign(scene.Key);
        using var stranger = new Forger(LinkKey.Create(TimeProvider.System.GetUtcNow(), LinkKey.LifetimeDefault));
        using var otherCurve = ECDsa.Create(ECCurve.CreateFromFriendlyName("secp256k1"));
        using var rsa = RSA.Create(2048);
        var (zero, one, order) = (new byte[32], Forger.Half(1), Forger.Half(Forger.Order));
        var hmac = HMACSHA256.HashData(statement[25..89], message);

        // The forger's hands are right: so each of the others fails for what is wrong with it.
        Assert.Equal(200, (await scene.GetAsync("/l/" + forger.Token(body))).Status);

        byte[][] signatures =
        [
            stranger.Sign(message), forger.Sign(body), forger.Sign([.. "dachshund link key 1\0"u8, .. body]), statement[^64..],
            forger.Sign(message, HashAlgorithmName.SHA384), forger.Sign(message, HashAlgorithmName.SHA1), forger.SignDer(message)[..64],
            Forger.Bytes(other)[^64..], otherCurve.SignData(message, HashAlgorithmName.SHA256), [.. hmac, .. hmac],
            rsa.SignData(message, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)[..64],
            [.. r, .. Forger.Half(Forger.Order - Forger.Number(s))], [.. s, .. r], [.. r, .. r],
            [.. zero, .. zero], [.. zero, .. one], [.. one, .. zero], [.. one, .. one], [.. r, .. zero], [.. zero, .. s],
            [.. order, .. order], [.. order, .. one], [.. order, .. s], [.. Enumerable.Repeat((byte)0xff, 64)],
        ];
        var reasons = await AssertRefusedAsync(scene, signatures.Select(forged => Forger.Text(body, forged)));
        Assert.All(reasons, reason => Assert.Equal(LinkOutcome.BadSignature, reason));

        byte[][] lengths = [[], r, [.. signature, 0], forger.SignDer(message), [.. signature, .. signature]];
        reasons = await AssertRefusedAsync(scene, lengths.Select(forged => Forger.Text(body, forged)));
        Assert.All(reasons, reason => Assert.Equal(LinkOutcome.Malformed, reason));
    }

    /// <summary>What a server would never sign, signed with a server's key: the form is judged as well as the signature.</summary>
    [Fact]
    public async Task Signed_token_with_a_value_out_of_its_range_is_a_plain_404()
    {
        await using var scene = await PageScene.SetAsync();
        using var forger = new Forger(scene.Key);
        var body = Forger.Bytes(scene.Token.Sign(scene.Key))[..^Forger.SignatureBytes];
        byte[] ones = [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff];
        byte[] Named(string name) => [.. body[..NameLengthAt], (byte)name.Length, .. Encoding.Latin1.GetBytes(name)];
        byte[] With(int at, params byte[] value) => [.. body[..at], .. value, .. body[(at + value.Length)..]];
        byte[][] bodies =
        [
            With(0, 0), With(0, 2), With(0, 0xff), With(HitTimeAt, ones), With(ExpiresAt, ones), With(GenerationAt, ones[..4]),
            With(OffsetAt, ones), With(OffsetAt, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff), With(LengthAt, ones[..4]),
            With(NameLengthAt, 0), With(NameLengthAt, 4), With(NameLengthAt, 6), With(NameLengthAt, 0xff), With(NameAt, 0),
            Named(""), Named("../../etc/passwd"), Named("WEB-1"), Named("web-1\0"), Named("web-1/"), Named("web\n1"),
            Named(new string('a', 65)), [.. body, 0], body[..^1],
        ];
        var reasons = await AssertRefusedAsync(scene, bodies.Select(forger.Token));
        Assert.All(reasons, reason => Assert.Equal(LinkOutcome.Malformed, reason));
    }

    [Fact]
    public async Task Key_id_that_is_none_or_spells_a_path_is_a_plain_404_and_opens_no_file()
    {
        await using var scene = await PageScene.SetAsync();
        using var forger = new Forger(scene.Key);
        var body = Forger.Bytes(scene.Token.Sign(scene.Key))[..^Forger.SignatureBytes];
        string[] ids = ["../../..", "/etc/pas", "\0\0\0\0\0\0\0\0", "%2e%2e%2", "*.key\0\0\0"];
        var reasons = await AssertRefusedAsync(scene, ids.Select(id =>
            forger.Token([.. body[..KeyIdAt], .. Encoding.Latin1.GetBytes(id), .. body[HitTimeAt..]])));
        Assert.All(reasons, reason => Assert.Equal(LinkOutcome.UnknownKey, reason));
        Assert.Equal(0, scene.Searches);
    }

    [Fact]
    public async Task Token_in_another_writing_is_a_plain_404()
    {
        await using var scene = await PageScene.SetAsync();
        var good = scene.Token.Sign(scene.Key);
        string[] others =
        [
            good + "=", good + "==", good + "%3D", good + "\t", $"%{(int)good[0]:x2}{good[1..]}", good + "#hit", good + ";a", good + ".",
            good + good, Convert.ToBase64String(Forger.Bytes(good)), Convert.ToHexString(Forger.Bytes(good)),
            "Bearer" + good, good.ToUpperInvariant(),
        ];
        var reasons = await AssertRefusedAsync(scene, others);
        Assert.All(reasons, reason => Assert.Equal(LinkOutcome.Malformed, reason));
    }

    /// <summary>Each is answered as a path that isn't there, costs one line of the audit, and stands in none.</summary>
    /// <returns>What the audit says of each.</returns>
    private static async Task<LinkOutcome[]> AssertRefusedAsync(PageScene scene, IEnumerable<string> tokens)
    {
        var plain = await Refusals.PlainAsync(scene);
        var reasons = new List<LinkOutcome>();
        foreach (var (number, token) in tokens.Index())
        {
            var known = scene.Audit.Count();
            // From many machines, as one would soon be refused without a look.
            Refusals.AssertSame(plain, await scene.GetAsync("/l/" + token, machine: (byte)(1 + (number % 200))));
            var line = Assert.Single(scene.Audit.Skip(known));
            Assert.Matches($"^audit: 127\\.0\\.0\\.[0-9]+ link ([0-9a-f]{{16}}|-) refused: [A-Za-z]+$", line);
            reasons.Add(Enum.Parse<LinkOutcome>(line[(line.LastIndexOf(' ') + 1)..]));
            if (token.Length >= 24)
                Assert.DoesNotContain(token[..24], line, StringComparison.Ordinal);
        }

        return [.. reasons];
    }
}
