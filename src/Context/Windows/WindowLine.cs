namespace Dachshund.Context.Windows;

/// <summary>One line of a window.</summary>
/// <param name="Offset">Where it begins in the file, in bytes.</param>
/// <param name="Bytes">Its bytes without the line break; of a very long line, the first.</param>
/// <param name="LengthBytes">How long it is, in bytes.</param>
/// <param name="IsHit">Whether it is of the hit.</param>
public readonly record struct WindowLine(long Offset, ReadOnlyMemory<byte> Bytes, long LengthBytes, bool IsHit)
{
    /// <summary>Whether only its first bytes are there.</summary>
    public bool IsCut => Bytes.Length < LengthBytes;
}
