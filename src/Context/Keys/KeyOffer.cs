namespace Dachshund.Context.Keys;

/// <summary>What a node did with a key that it was offered.</summary>
public enum KeyOffer
{
    /// <summary>It has it already.</summary>
    Known,

    /// <summary>Taken: the first keys that this node ever saw.</summary>
    FirstContact,

    /// <summary>Taken: a trusted key vouches for it.</summary>
    VouchedFor,

    /// <summary>Refused: no trusted key that is still good vouches for it.</summary>
    NotVouchedFor,

    /// <summary>Refused: it has expired, or is of the future.</summary>
    NotValid,

    /// <summary>Refused: only given files are believed.</summary>
    FilesOnly,

    /// <summary>Refused: the node has as many keys as it keeps.</summary>
    TooMany,
}
