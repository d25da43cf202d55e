namespace Dachshund.Matching.Literals;

/// <summary>Three ASCII bytes: for few literals, none shorter.</summary>
internal readonly struct NarrowShape : ITeddyShape
{
    public static bool Fourth => false;

    public static bool Ascii => true;
}
