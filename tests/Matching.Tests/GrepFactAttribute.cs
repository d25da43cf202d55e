namespace Dachshund.Matching.Tests;

/// <summary>A test that needs the sample logs and grep, and is skipped without them.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class GrepFactAttribute : FactAttribute
{
    public GrepFactAttribute()
    {
        if (TestFiles.Logs is null) Skip = "no sample logs: set DACHSHUND_TEST_DATA to the folder that has loghub/";
        else if (TestFiles.Grep is null) Skip = "no grep to compare with";
    }
}
