using Dachshund.Context.Windows;
using Dachshund.Tailing;

namespace Dachshund.NodeHost.ContextWeb;

/// <summary>A file that Tailing found, as the room Context reads it.</summary>
internal sealed class LocatedBytes(LocatedFile file) : IByteRange
{
    public ValueTask<int> ReadAsync(long offset, Memory<byte> buffer, CancellationToken cancellation) =>
        file.ReadAsync(offset, buffer, cancellation);
}
