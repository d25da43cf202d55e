using System.Buffers.Binary;
using System.Globalization;
using Dachshund.Context.Signing;

namespace Dachshund.Context.Keys;

/// <summary>Names a public key: the first 64 bits of the SHA-256 of its DER form. Immutable.</summary>
/// <param name="Value">The bits.</param>
public readonly record struct LinkKeyId(ulong Value)
{
    internal static LinkKeyId OfPoint(ReadOnlySpan<byte> point) =>
        new(BinaryPrimitives.ReadUInt64BigEndian(P256.IdOf(point)));

    /// <summary>16 hexadecimal digits.</summary>
    public override string ToString() => Value.ToString("x16", CultureInfo.InvariantCulture);
}
