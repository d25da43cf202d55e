using System.Text;
using System.Text.Unicode;
using Dachshund.Matching.Masking;

namespace Dachshund.Matching.Tests.Masking;

public sealed class TemplateTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("disk full", "disk full")]
    [InlineData("took 17 ms", "took <*> ms")]
    [InlineData("took 17ms", "took <*>")]
    [InlineData("block blk_-6952295868487656571 gone", "block blk_<*> gone")]
    [InlineData("worker12 of pool-3-thread-7 died", "worker<*> of pool-<*>-thread-<*> died")]
    [InlineData("peer 10.2.3.4:50010 refused", "peer <*> refused")]
    [InlineData("peer 10.2.3.4 (host7.example.com) refused", "peer <*> refused")]
    [InlineData("peer 10.2.3.4 () refused", "peer <*> refused")]
    [InlineData("no route to db1.example.com:5432.", "no route to <*>")]
    [InlineData("request 123e4567-e89b-12d3-a456-426614174000 failed", "request <*> failed")]
    [InlineData("at 0x7fff5fbff8c0 and deadbeef42", "at <*> and <*>")]
    [InlineData("sha 9f86d081884c7d65 ok", "sha <*> ok")]
    [InlineData("cannot open /var/lib/app/data.db: denied", "cannot open <*> denied")]
    [InlineData("cannot open C:\\Temp\\x.log now", "cannot open <*> now")]
    [InlineData("GET https://example.com/a?b=c 500", "GET <*>")]
    [InlineData("at Sun Jul 10 13:55:56 2005 again", "at <*> again")]
    [InlineData("status=failed user=root code=E7", "status=failed user=<*> code=E<*>")]
    [InlineData("level=error msg=\"lost peer\" id=abc", "level=error msg=\"lost peer\" id=<*>")]
    [InlineData("table \"orders\" is locked", "table \"<*>\" is locked")]
    [InlineData("table \"orders of may\" is locked", "table \"orders of may\" is locked")]
    [InlineData("{\"level\":\"error\",\"id\":12}", "{\"level\":\"error\",\"id\":<*>}")]
    [InlineData("{\"host\":\"web\",\"msg\":\"down\"}", "{\"host\":\"<*>\",\"msg\":\"down\"}")]
    [InlineData("level=\"error\" host=\"web\"", "level=\"error\" host=\"<*>\"")]
    [InlineData("Invalid user admin from 1.2.3.4", "Invalid user <*> from <*>")]
    [InlineData("the user is gone", "the user is gone")]
    [InlineData("values 1, 2, 3 and 4", "values <*> and <*>")]
    [InlineData("2026-01-02 03:04:05,678 ERROR [main] a.b.C - lost 3", "ERROR [<*>] a.b.C - lost <*>")]
    [InlineData("2026-01-02T03:04:05.678Z [error] lost", "[error] lost")]
    [InlineData("[Sun Dec 04 04:47:44 2005] [error] lost", "[error] lost")]
    [InlineData("Jul  1 09:00:55 web7 sshd[123]: lost", "sshd[<*>]: lost")]
    [InlineData("<34>Jul  1 09:00:55 web7 sshd[123]: lost", "sshd[<*>]: lost")]
    [InlineData("2026-01-02 03:04:05", "<*>")]
    [InlineData("错误：磁盘 sda1 已满 98%", "错误：磁盘 sda<*> 已满 <*>%")]
    [InlineData("two  blanks   here ", "two blanks here")]
    public void Template_masks_what_varies(string line, string expected) =>
        Assert.Equal(expected, Template.Of(Encoding.UTF8.GetBytes(line)).Text);

    [Fact]
    public void Lines_of_one_problem_have_one_id_and_of_two_problems_two()
    {
        var one = Template.Of("ERROR job 17 failed after 3 s"u8);
        var other = Template.Of("ERROR job 9000 failed after 12 s"u8);

        Assert.Equal(one, other);
        Assert.NotEqual(one.Id, Template.Of("ERROR job 17 passed after 3 s"u8).Id);
        Assert.Matches("^[0-9a-f]{16}$", one.Id);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("abc", "abc")]
    [InlineData("a1b22c333d4444e55555", "a0b00c000d0000e0000")]
    [InlineData("123456789012345678901234567890", "0000")]
    [InlineData("sixteen letters and then 99999 and sixteen letters more", "sixteen letters and then 0000 and sixteen letters more")]
    [InlineData("0123456789/:", "0000/:")]
    public void Skeleton_has_zeros_and_at_most_four_of_a_run(string line, string expected)
    {
        var output = new byte[line.Length];

        Assert.Equal(expected, Encoding.ASCII.GetString(output.AsSpan(0, Skeleton.Write(Encoding.ASCII.GetBytes(line), output))));
    }

    [Fact]
    public void Ids_and_templates_are_the_approved_ones()
    {
        // Ids are in journals and silences: a change here forgets both. Columns: id, template, line.
        var path = Path.Combine(TestFiles.Root, "tests/Matching.Tests/Approved/templates.tsv");
        var rows = File.ReadAllLines(path).Select(row => row.Split('\t')).ToList();

        Assert.True(rows.Count >= 20);
        foreach (var row in rows)
            Assert.Equal((row[0], row[1]), Template.Of(Encoding.UTF8.GetBytes(row[2])));
    }

    [Theory]
    [InlineData("a")]
    [InlineData("ab ")]
    [InlineData("é")]
    [InlineData("盘")]
    [InlineData("\U0001F415")]
    [InlineData("x1 y ")]
    public void Long_line_is_cut_to_512_bytes_between_runes(string part)
    {
        for (var before = 0; before < 5; before++)
        {
            var line = Encoding.UTF8.GetBytes(new string('-', before) + string.Concat(Enumerable.Repeat(part, 2000)));
            var text = Template.Of(line).Text;

            Assert.InRange(Encoding.UTF8.GetByteCount(text), 505, 512);
            Assert.DoesNotContain('\uFFFD', text);
            Assert.DoesNotMatch("<\\*?$", text);
        }
    }

    [Fact]
    public void Invalid_bytes_show_as_the_replacement_character()
    {
        Assert.Equal("a\uFFFDb \uFFFD", Template.Of([(byte)'a', 0xFF, (byte)'b', (byte)' ', 0xE7, 0x9B]).Text);
    }

    [Fact]
    public void Any_bytes_give_valid_utf8_of_at_most_512_bytes_and_the_same_by_every_way()
    {
        var random = new Random(11);
        string[] parts =
        [
            "user ", " for ", " from ", "Sun ", "Jul 4", "http://", "c:\\", "a.com", "=", "=\"", "\"x\"", "'y'", "(", ")", "<*>",
            " ", "  ", ",", ":", "::", "/", "//a", "-", "-1", "@2", "x9", "9x", "word", "Word", "盘", "é", "\0", "level", "12", "~",
            "12345678901234567890", "abc1234567", "ab12", "-:-:", "T", "2026-01-02 03:04:05,678", "<34>", "[", "] ", "ERROR",
        ];
        var memory = new TemplateMemory();
        Span<byte> one = stackalloc byte[Masker.BytesMax];
        Span<byte> two = stackalloc byte[Masker.BytesMax];
        for (var round = 0; round < 20_000; round++)
        {
            var line = new List<byte>();
            for (var i = random.Next(random.Next(2, 60)); i > 0; i--)
            {
                if (random.Next(8) == 0) line.Add((byte)random.Next(256));
                else line.AddRange(Encoding.UTF8.GetBytes(parts[random.Next(parts.Length)]));
            }

            byte[] bytes = [.. line];
            var quick = one[..Masker.Mask(bytes, one)];
            Assert.True(Utf8.IsValid(quick), Convert.ToHexString(bytes));
            Assert.True(quick.SequenceEqual(two[..Masker.Mask(bytes, two, shortCut: false)]), Convert.ToHexString(bytes));

            // What is remembered by skeleton is right for all lines that share it.
            var skeleton = new byte[bytes.Length];
            skeleton = skeleton[..Skeleton.Write(bytes, skeleton)];
            Assert.True(quick.SequenceEqual(two[..Masker.Mask(skeleton, two)]), Convert.ToHexString(bytes));
            Assert.Equal(StableHash.Compute(quick), memory.HashOf(bytes));
            Assert.Equal(StableHash.Compute(quick), memory.HashOf(skeleton));
        }
    }
}
