namespace Dachshund.Hocon;

/// <summary>A resolved value: an object, an array or a scalar. Immutable; may be shared between places of one tree.</summary>
public abstract class HoconValue
{
    private protected HoconValue(Origin origin, long weight, int depth)
    {
        Origin = origin;
        Weight = weight;
        Depth = depth;
    }

    /// <summary>Where the value was written.</summary>
    public Origin Origin { get; }

    /// <summary>The word for the value's type in messages: <c>object</c>, <c>list</c>, <c>text</c> ...</summary>
    public abstract string TypeName { get; }

    /// <summary>Values and characters in this tree, shared ones counted at each occurrence.</summary>
    internal long Weight { get; }

    /// <summary>Objects and lists within each other; 0 for a scalar. Shared values make deep trees of flat texts.</summary>
    internal int Depth { get; }
}
