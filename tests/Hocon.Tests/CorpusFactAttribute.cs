namespace Dachshund.Hocon.Tests;

/// <summary>A test that needs the corpora; it is skipped, and says so, where they are not there.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class CorpusFactAttribute : FactAttribute
{
    public CorpusFactAttribute()
    {
        if (TestData.HoconFolder is null)
            Skip = "the corpora are not here: set DACHSHUND_TEST_DATA, or put them into ../shared/data";
    }
}
