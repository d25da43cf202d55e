using System.Collections.Immutable;
using System.Text;
using Dachshund.Journal.Entries;

namespace Dachshund.Journal.Tests.Entries;

public sealed class JournalEntryCodecTests
{
    private static readonly JournalEntry _entry = new()
    {
        Kind = "match",
        Host = "web-1",
        Input = "app",
        Rule = "error",
        Severity = "critical",
        Labels = ImmutableSortedDictionary<string, string>.Empty.Add("env", "prod").Add("dc", "北京"),
        TemplateId = "00ff00ff00ff00ff",
        Template = "ERROR <*> failed",
        Count = 3,
        FirstOffset = 10,
        LastEnd = 9_000_000_000,
        FirstTime = 1_700_000_000_000,
        LastTime = 1_700_000_000_500,
        Samples = [new EntrySample(10, 12, "ERROR \"1\" failed"), new EntrySample(40, 3, "é😀")],
        Field = "1:2:0",
        Path = "/srv/app.log",
        Again = true,
        Data = ImmutableSortedDictionary<string, string>.Empty.Add("cause", "rotated"),
    };

    [Fact]
    public void Bytes_are_the_approved_ones()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "Approved");
        var received = Encoding.UTF8.GetString(JournalEntryCodec.Encode(_entry));
        File.WriteAllText(Path.Combine(folder, "journal-entry.received.json"), received + "\n");
        Assert.Equal(File.ReadAllText(Path.Combine(folder, "journal-entry.json")).Trim(), received);
    }

    [Fact]
    public void Entry_comes_back_whole()
    {
        Assert.True(JournalEntryCodec.TryDecode(JournalEntryCodec.Encode(_entry), out var back, out _));
        Assert.Equal(_entry.Labels, back.Labels);
        Assert.Equal(_entry.Data, back.Data);
        Assert.Equal(_entry.Samples, back.Samples.AsEnumerable());
        var same = _entry with { Labels = back.Labels, Samples = back.Samples, Data = back.Data };
        Assert.Equal(same, back);
    }

    [Fact]
    public void Kind_and_fields_that_this_version_does_not_know_are_read()
    {
        Assert.True(JournalEntryCodec.TryDecode("""{"k":"later","h":"web-1","x":{"a":[1]}}"""u8, out var entry, out _));
        Assert.Equal("later", entry.Kind);
        Assert.Empty(entry.Samples);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{\"h\":\"web-1\"}")]
    [InlineData("{\"k\":\"match\"}")]
    [InlineData("{\"k\":\"match\",\"h\":\"x\",\"n\":\"many\"}")]
    public void What_is_no_entry_is_told_and_not_thrown(string bytes)
    {
        Assert.False(JournalEntryCodec.TryDecode(Encoding.UTF8.GetBytes(bytes), out _, out var error));
        Assert.NotEmpty(error);
    }
}
