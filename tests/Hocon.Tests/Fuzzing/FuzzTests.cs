namespace Dachshund.Hocon.Tests.Fuzzing;

public class FuzzTests
{
    private const int Inputs = 120_000;

    private static readonly HoconLimits Limits = new() { StepsMax = 20_000, ExpandedMax = 100_000, DocumentCharsMax = 10_000 };

    private static readonly string[] Seeds =
    [
        "a = 1, b = ${a}, c { d = [1, 2, ${?x}], e = ${c.d} }", "a=x,a=${a}y,b{c=${b.d},d=2},b.d=${?a}",
        "x=${a},x=${b},a{p=1},b{q=${x.p}}", "a=[1],a+=2,a=${a}[3],b=${a}${a}", "a.b.c=1,a.\"b.c\"=${a.b},\"\".x=2",
        "a=\"\"\"x\"\"\"\"\nb=\"\\u0041\" 1e5 true\nc=[\n1\n2\n]", "a{b{c{d=${e}}}},e{f=${a.b}}", "p{n=1},q=${p}{m=${q.n}},q{n=2}",
        "include \"x\", a { include \"/x\" }, b = ${a.i}", "a=${b},b=${c},c=${?a},a=1",
    ];

    [Fact]
    public void Whatever_is_read_ends_in_a_tree_or_a_HoconException_and_a_tree_reads_back_the_same()
    {
        const int seed = 20_260_101;
        var mutator = new Mutator(new Random(seed), Corpus());
        var options = new HoconResolveOptions
        {
            Limits = Limits,
            Environment = static name => name == "b" ? "env" : null,
            ReadFile = static path => path.EndsWith("x.conf", StringComparison.Ordinal) ? "i=1,j=${i},a=${?a}[1]" : null,
        };
        var trees = 0;
        for (var i = 0; i < Inputs; i++)
        {
            var text = mutator.Next();
            try
            {
                trees += Check(text, options) ? 1 : 0;
            }
            catch (Exception exception)
            {
                throw new InvalidOperationException($"seed {seed}, input {i}\n--- text ---\n{text}", exception);
            }
        }

        // Were all texts refused, the second half of the check would never run.
        Assert.InRange(trees, Inputs / 10, Inputs - (Inputs / 10));
    }

    [Fact]
    public void Whatever_is_set_ends_in_a_source_or_a_HoconException()
    {
        var mutator = new Mutator(new Random(7), Seeds);
        for (var i = 0; i < 20_000; i++)
        {
            var text = mutator.Next();
            var failure = Record.Exception(() =>
                HoconConfig.Resolve([HoconSource.FromSet(text, "dachshund", Limits)], new HoconResolveOptions { Limits = Limits }));
            Assert.True(failure is null or HoconException, $"{failure}\n{text}");
        }
    }

    private static bool Check(string text, HoconResolveOptions options)
    {
        HoconConfig config;
        try
        {
            config = HoconConfig.Resolve(HoconDocument.Parse(text, "fuzz", "/", Limits), options);
        }
        catch (HoconException exception)
        {
            Assert.NotEmpty(exception.Errors);
            return false;
        }

        // Read again it is the same tree, without a substitution, an include or a limit in the way.
        var rendered = config.Render();
        var again = HoconConfig.Resolve(HoconDocument.Parse(rendered, "again"));
        Assert.Equal(rendered, again.Render());
        foreach (var entry in config.Entries())
            Assert.True(config.TryGet(entry.Path, out var found) && ReferenceEquals(found, entry.Value), entry.Path);
        return true;
    }

    private static string[] Corpus() => [.. Seeds, .. TestData.OwnDocuments];
}
