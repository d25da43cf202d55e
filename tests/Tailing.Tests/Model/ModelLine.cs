namespace Dachshund.Tailing.Tests.Model;

/// <summary>A complete line that was written: unique text, where it lies in its content, and whether it was
/// read.</summary>
internal sealed class ModelLine(ModelContent content, long offset, string text)
{
    public ModelContent Content { get; } = content;

    public long Offset { get; } = offset;

    public string Text { get; } = text;

    /// <summary>How often it was emitted and not taken back by a restart.</summary>
    public int Emitted { get; set; }
}
