namespace Dachshund.Matching.Literals;

/// <summary>A byte string to look for.</summary>
/// <param name="Bytes">At least one byte, none of them LF; lower case where <paramref name="IgnoreCase"/>.</param>
/// <param name="IgnoreCase">Whether ASCII letters match in both cases; other bytes are exact.</param>
internal sealed record Literal(ReadOnlyMemory<byte> Bytes, bool IgnoreCase);
