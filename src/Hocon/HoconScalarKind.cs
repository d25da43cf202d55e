namespace Dachshund.Hocon;

/// <summary>The type of a simple value as it was written; conversions are the reader's.</summary>
public enum HoconScalarKind
{
    /// <summary>The word <c>null</c>.</summary>
    Null,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Boolean,

    /// <summary>A JSON number; its text is kept as written.</summary>
    Number,

    /// <summary>Any other text.</summary>
    Text,
}
