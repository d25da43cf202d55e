using Dachshund.Context.Keys;

namespace Dachshund.Context.Tests.Keys;

public sealed class TrustedKeysTests : IDisposable
{
    private static readonly LinkKey s_second = LinkKey.Create(Some.Now, LinkKey.LifetimeDefault, Some.Key);
    private static readonly LinkKey s_third = LinkKey.Create(Some.Now, LinkKey.LifetimeDefault, s_second);
    private static readonly LinkKey s_stranger = LinkKey.Create(Some.Now, LinkKey.LifetimeDefault);
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void First_keys_are_taken_and_kept()
    {
        Assert.Equal([KeyOffer.FirstContact], Offer(Some.Key));
        Assert.Equal([KeyOffer.Known], Offer(Some.Key));
        Assert.Equal(Some.Key.Id, Load().Find(Some.Key.Id, Some.Now)?.Id);
        Assert.Null(Load().Find(s_stranger.Id, Some.Now));
    }

    [Fact]
    public void First_contact_takes_all_that_are_there_and_those_they_vouch_for() =>
        Assert.Equal(
            [KeyOffer.VouchedFor, KeyOffer.FirstContact, KeyOffer.FirstContact, KeyOffer.VouchedFor],
            Offer(s_third, Some.Key, s_stranger, s_second));

    [Fact]
    public void Key_that_nobody_trusted_vouches_for_is_refused_after_first_contact()
    {
        Offer(Some.Key);
        Assert.Equal([KeyOffer.NotVouchedFor], Offer(s_stranger));
        Assert.Equal([KeyOffer.NotVouchedFor], Offer(LinkKey.Create(Some.Now, Some.Day, s_stranger)));
        Assert.Null(Load().Find(s_stranger.Id, Some.Now));
    }

    [Fact]
    public void Key_that_a_trusted_one_vouches_for_is_taken_over_several_rotations()
    {
        Offer(Some.Key);
        Assert.Equal([KeyOffer.NotVouchedFor], Offer(s_third));
        Assert.Equal([KeyOffer.VouchedFor, KeyOffer.VouchedFor], Offer(s_third, s_second));
        Assert.NotNull(Load().Find(s_third.Id, Some.Now));
    }

    [Fact]
    public void Statement_that_names_a_trusted_signer_without_its_signature_is_refused()
    {
        Offer(Some.Key);
        var forged = System.Buffers.Text.Base64Url.DecodeFromChars(s_stranger.Statement.ToString());
        System.Buffers.Text.Base64Url.DecodeFromChars(Some.Key.Statement.ToString()).AsSpan(17, 8).CopyTo(forged.AsSpan(17));
        Assert.True(KeyStatement.TryParse(Signing.CanonicalText.Encode(forged), out var statement));
        Assert.Equal(Some.Key.Id, statement.SignerId);
        Assert.Equal([KeyOffer.NotVouchedFor], Offer(Load(), [statement], Some.Now));
    }

    [Fact]
    public void First_contact_takes_no_key_that_does_not_vouch_for_itself() =>
        Assert.Equal([KeyOffer.NotVouchedFor], Offer(s_second));

    [Fact]
    public void Expired_key_is_not_taken_opens_nothing_and_vouches_for_nothing()
    {
        var brief = LinkKey.Create(Some.Now, TimeSpan.FromMinutes(1));
        var heir = LinkKey.Create(Some.Now, Some.Day, brief);
        var later = Some.Now.AddHours(1);
        Assert.Equal([KeyOffer.NotValid], Offer(Load(), [brief.Statement], later));
        Assert.Equal([KeyOffer.FirstContact], Offer(brief));
        Assert.Null(Load().Find(brief.Id, later));
        Assert.Equal([KeyOffer.NotVouchedFor], Offer(Load(), [heir.Statement], later));
        // That all keys have expired makes no first contact.
        Assert.Equal([KeyOffer.NotVouchedFor], Offer(Load(), [s_stranger.Statement], later));
        Assert.Equal([KeyOffer.NotValid], Offer(Load(), [LinkKey.Create(later, Some.Day).Statement], Some.Now));
    }

    [Fact]
    public void Node_that_believes_files_takes_keys_from_nowhere_else()
    {
        var given = TrustedKeys.Load(folder.At("keys"), TrustMode.Files);
        Assert.Equal([KeyOffer.FilesOnly], Offer(given, [Some.Key.Statement], Some.Now));
        Assert.False(Directory.Exists(folder.At("keys")));
        Directory.CreateDirectory(folder.At("keys"));
        File.WriteAllText(folder.At("keys/mine.key"), Some.Key.Statement + "\n");
        given = TrustedKeys.Load(folder.At("keys"), TrustMode.Files);
        Assert.Equal([KeyOffer.Known, KeyOffer.FilesOnly], Offer(given, [Some.Key.Statement, s_second.Statement], Some.Now));
    }

    [Fact]
    public void File_that_is_no_key_stops_the_node_and_is_no_first_contact()
    {
        Offer(Some.Key);
        var file = Directory.GetFiles(folder.At("keys")).Single();
        File.WriteAllText(file, "");
        Assert.Contains(file, Assert.Throws<LinkKeyException>(Load).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_more_keys_are_kept_than_the_limit()
    {
        var keys = Enumerable.Range(0, TrustedKeys.KeysMax + 1).Select(_ => LinkKey.Create(Some.Now, Some.Day)).ToArray();
        var offers = Offer(keys);
        Assert.Equal(TrustedKeys.KeysMax, offers.Count(offer => offer == KeyOffer.FirstContact));
        Assert.Equal(KeyOffer.TooMany, offers[^1]);
        Assert.Equal(TrustedKeys.KeysMax, Load().Keys.Length);
    }

    private KeyOffer[] Offer(params LinkKey[] keys) =>
        Offer(Load(), [.. keys.Select(key => key.Statement)], Some.Now);

    private static KeyOffer[] Offer(TrustedKeys trusted, KeyStatement[] statements, DateTimeOffset now) =>
        [.. trusted.Offer(statements, now)];

    private TrustedKeys Load() => TrustedKeys.Load(folder.At("keys"), TrustMode.Redis);
}
