namespace Dachshund.Matching.Masking;

/// <summary>What a byte can be part of, for the masker; flags.</summary>
[Flags]
internal enum ByteKinds : byte
{
    None = 0,

    /// <summary>A to Z and a to z.</summary>
    Letter = 1,

    /// <summary>0 to 9.</summary>
    Digit = 2,

    /// <summary>A letter that is a hexadecimal digit.</summary>
    HexLetter = 4,

    /// <summary>What joins two variables into one (10.0.0.1:80, 2026-01-02 03:04:05, a list): one of <c>.:/-_+, ;@%~</c>.</summary>
    Joint = 8,

    /// <summary>What ends a value, a path or an address: blanks, quotes, brackets.</summary>
    End = 16,

    /// <summary>0x80 and above: part of a rune, or invalid.</summary>
    Wide = 32,

    /// <summary>What a time stamp has besides digits: one of <c>-:.,/+TZ</c>.</summary>
    Stamp = 64,

    /// <summary>A mark that may start something variable or end an alias: one of <c>/\-+@#"')</c>.</summary>
    Special = 128,
}
