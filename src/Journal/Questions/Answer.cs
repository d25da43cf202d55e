namespace Dachshund.Journal.Questions;

/// <summary>What came of a question.</summary>
/// <param name="IsSilent">Whether nobody listened, or answered in time.</param>
/// <param name="Body">The answer; empty when there is none.</param>
public readonly record struct Answer(bool IsSilent, ReadOnlyMemory<byte> Body)
{
    internal static Answer None => new(IsSilent: true, ReadOnlyMemory<byte>.Empty);
}
