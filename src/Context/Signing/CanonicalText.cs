using System.Buffers;
using System.Buffers.Text;

namespace Dachshund.Context.Signing;

/// <summary>Base64url without padding, in the one form that each row of bytes has: nothing that was encoded in another
/// way is read, so no text can be altered and still mean the same.</summary>
internal static class CanonicalText
{
    public static string Encode(ReadOnlySpan<byte> bytes) => Base64Url.EncodeToString(bytes);

    /// <summary>The bytes; null for a text that is longer than they may be, or isn't the one form.</summary>
    public static byte[]? Decode(ReadOnlySpan<char> text, int bytesMax)
    {
        if (text.Length > Base64Url.GetEncodedLength(bytesMax))
            return null;
        var bytes = new byte[Base64Url.GetMaxDecodedLength(text.Length)];
        if (Base64Url.DecodeFromChars(text, bytes, out _, out var count) != OperationStatus.Done)
            return null;
        // .NET reads padding and white space too, and the last sign may have bits that no byte takes.
        return text.SequenceEqual(Encode(bytes.AsSpan(0, count))) ? bytes[..count] : null;
    }
}
