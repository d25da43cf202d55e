using Dachshund.Matching.Masking;

namespace Dachshund.Matching.Tests.Masking;

public sealed class ByteTableTests
{
    [Fact]
    public void Table_says_of_every_byte_what_the_kinds_say()
    {
        for (var value = 0; value < 256; value++)
        {
            var letter = (char)value;
            var expected = ByteKinds.None;
            if (char.IsAsciiLetter(letter)) expected |= ByteKinds.Letter;
            if (char.IsAsciiDigit(letter)) expected |= ByteKinds.Digit;
            if (char.IsAsciiHexDigit(letter) && !char.IsAsciiDigit(letter)) expected |= ByteKinds.HexLetter;
            if (".:/-_+, ;@%~".Contains(letter)) expected |= ByteKinds.Joint;
            if (" \t\"'`()[]{}<>,;|".Contains(letter)) expected |= ByteKinds.End;
            if (value >= 0x80) expected |= ByteKinds.Wide;
            if ("-:.,/+TZ".Contains(letter)) expected |= ByteKinds.Stamp;
            if ("/\\-+@#\"')".Contains(letter)) expected |= ByteKinds.Special;

            Assert.Equal((value, expected), (value, ByteTable.Of((byte)value)));
        }
    }
}
