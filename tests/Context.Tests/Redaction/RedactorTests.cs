using Dachshund.Context.Redaction;

namespace Dachshund.Context.Tests.Redaction;

public sealed class RedactorTests
{
    [Fact]
    public void Own_pattern_leaves_a_mark_and_lines_stay_lines()
    {
        var redactor = Make(["session=[0-9a-f]+", @"^begin[\s\S]*?^end$"]);
        Assert.Equal("a [redacted] b [redacted]", redactor.Redact("a session=0f b session=1"));
        Assert.Equal("x\n[redacted]\n\n\n\ny", redactor.Redact("x\nbegin\n1\n2\nend\ny"));
    }

    [Fact]
    public void Nothing_is_taken_out_by_none() => Assert.Equal("password=hunter2", Redactor.None.Redact("password=hunter2"));

    [Fact]
    public void Pattern_that_matches_nothing_at_all_leaves_the_text() => Assert.Equal("abc", Make(["x*"]).Redact("abc"));

    [Theory]
    [InlineData("(", "(")]
    [InlineData("(a)\\1", "linear")]
    [InlineData("(?<=a)b", "linear")]
    [InlineData("", "letters")]
    public void Pattern_that_cannot_be_used_is_a_problem(string pattern, string word)
    {
        Assert.False(Redactor.TryCreate([pattern], [], out _, out var problem));
        Assert.Contains(word, problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Set_that_does_not_exist_is_a_problem_that_names_those_that_do()
    {
        Assert.False(Redactor.TryCreate([], ["card"], out _, out var problem));
        Assert.Equal("there is no set 'card'; there are secrets, cards, chinese-ids", problem);
    }

    [Fact]
    public void What_was_redacted_once_stays_as_it_is()
    {
        var redactor = Make(["user [a-z]+"], [.. Redactor.SetNames]);
        var once = redactor.Redact(
            "password=hunter2 \"token\": \"abc\" https://u:pw@h/ 4111111111111111 11010519491231002X +86 13800138000 user bob");
        Assert.Equal(7, once.Split("[redacted").Length - 1);
        Assert.Equal(once, redactor.Redact(once));
    }

    [Fact]
    public void Hostile_text_takes_linear_time()
    {
        var redactor = Make(["(a+)+b", "(x|x)*y"], [.. Redactor.SetNames]);
        foreach (var text in new[] { "a", "1", "4", "4111 ", "13", "password=", "-----BEGIN PRIVATE KEY-----", "a@://", "x", "eyJ" })
            Assert.NotEmpty(redactor.Redact(string.Concat(Enumerable.Repeat(text, 200_000 / text.Length))));
    }

    internal static Redactor Make(IReadOnlyList<string> patterns, params string[] sets)
    {
        Assert.True(Redactor.TryCreate(patterns, sets, out var redactor, out var problem), problem);
        return redactor;
    }
}
