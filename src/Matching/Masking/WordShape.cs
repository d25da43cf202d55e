namespace Dachshund.Matching.Masking;

/// <summary>What a run of letters and digits looks like.</summary>
internal enum WordShape
{
    /// <summary>A word.</summary>
    Letters,

    /// <summary>A word with a number after it: worker12.</summary>
    LettersThenDigits,

    /// <summary>A number, an amount with its unit, a hexadecimal or random id.</summary>
    Variable,
}
