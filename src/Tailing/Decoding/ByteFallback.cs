using System.Text;

namespace Dachshund.Tailing.Decoding;

/// <summary>One replacement character for each bad byte, where .NET's own fallback gives one for several.</summary>
internal sealed class ByteFallback : DecoderFallback
{
    public const char Replacement = '\uFFFD';

    /// <summary>The longest sequence has four bytes.</summary>
    public override int MaxCharCount => 4;

    public override DecoderFallbackBuffer CreateFallbackBuffer() => new Buffer();

    private sealed class Buffer : DecoderFallbackBuffer
    {
        private int count;
        private int given;

        public override int Remaining => count - given;

        public override bool Fallback(byte[] bytesUnknown, int index)
        {
            (count, given) = (bytesUnknown.Length, 0);
            return count > 0;
        }

        public override char GetNextChar()
        {
            if (given >= count)
                return '\0';
            given++;
            return Replacement;
        }

        public override bool MovePrevious()
        {
            if (given == 0)
                return false;
            given--;
            return true;
        }

        public override void Reset() => (count, given) = (0, 0);
    }
}
