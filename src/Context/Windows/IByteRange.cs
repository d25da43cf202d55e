namespace Dachshund.Context.Windows;

/// <summary>Bytes of one file that somebody has found and opened.</summary>
public interface IByteRange
{
    /// <summary>Reads from an offset on.</summary>
    /// <param name="offset">In bytes; 0 or more.</param>
    /// <param name="buffer">Is filled; less only at the end.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <returns>Bytes read.</returns>
    /// <exception cref="IOException">The file cannot be read.</exception>
    ValueTask<int> ReadAsync(long offset, Memory<byte> buffer, CancellationToken cancellation);
}
