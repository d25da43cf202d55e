namespace Dachshund.Journal.Entries;

/// <summary>The wire picture of one line of an entry.</summary>
internal sealed class SampleBody
{
    public long O { get; set; }

    public int N { get; set; }

    public string? T { get; set; }
}
