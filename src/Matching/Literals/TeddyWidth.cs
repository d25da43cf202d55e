namespace Dachshund.Matching.Literals;

/// <summary>How many positions the packed search looks at in one step. Ordered.</summary>
internal enum TeddyWidth
{
    Scalar,
    Bytes16,
    Bytes32,
}
