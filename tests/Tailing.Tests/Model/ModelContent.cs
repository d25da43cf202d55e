namespace Dachshund.Tailing.Tests.Model;

/// <summary>What a file holds from its creation or truncation to the next one.</summary>
internal sealed class ModelContent
{
    public List<ModelLine> Lines { get; } = [];

    public long SizeBytes { get; set; }

    /// <summary>Text behind the last newline.</summary>
    public string Half { get; set; } = "";

    /// <summary>The bytes are gone for a reader that has no handle to them, so lines not read by then may stay
    /// unread.</summary>
    public bool IsDestroyed { get; set; }
}
