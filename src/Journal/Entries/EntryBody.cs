namespace Dachshund.Journal.Entries;

/// <summary>
/// The wire picture of an entry: what is empty is left out, and names are short because every entry repeats them.
/// </summary>
internal sealed class EntryBody
{
    public string? K { get; set; }

    public string? H { get; set; }

    public string? I { get; set; }

    public string? R { get; set; }

    public string? Sev { get; set; }

    public Dictionary<string, string>? L { get; set; }

    public string? Tid { get; set; }

    public string? T { get; set; }

    public long N { get; set; }

    public long Off { get; set; }

    public long End { get; set; }

    public long T0 { get; set; }

    public long T1 { get; set; }

    public List<SampleBody>? S { get; set; }

    public string? F { get; set; }

    public string? P { get; set; }

    public bool Again { get; set; }

    public Dictionary<string, string>? D { get; set; }
}
