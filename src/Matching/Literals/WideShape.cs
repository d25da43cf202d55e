namespace Dachshund.Matching.Literals;

/// <summary>Four bytes, any of them: for every set of literals.</summary>
internal readonly struct WideShape : ITeddyShape
{
    public static bool Fourth => true;

    public static bool Ascii => false;
}
