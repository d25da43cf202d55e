namespace Dachshund.Hocon;

/// <summary>A null, boolean, number or text.</summary>
public sealed class HoconScalar : HoconValue
{
    /// <summary>Makes a scalar.</summary>
    /// <param name="kind">Its type.</param>
    /// <param name="text">Its text: unescaped for text, as written for the others.</param>
    /// <param name="origin">Where it was written.</param>
    public HoconScalar(HoconScalarKind kind, string text, Origin origin)
        : base(origin, 1L + text.Length, depth: 0)
    {
        Kind = kind;
        Text = text;
    }

    /// <summary>The type as written.</summary>
    public HoconScalarKind Kind { get; }

    /// <summary>The text: unescaped for text, as written for the others.</summary>
    public string Text { get; }

    /// <inheritdoc/>
    public override string TypeName => Kind switch
    {
        HoconScalarKind.Null => "null",
        HoconScalarKind.Boolean => "boolean",
        HoconScalarKind.Number => "number",
        _ => "text",
    };
}
