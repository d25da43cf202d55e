namespace Dachshund.Matching.Grouping;

/// <summary>One group being counted. Offsets are within the chunk, bytes.</summary>
internal struct GroupSlot
{
    public ulong Hash;
    public int Rule;
    public bool Overflow;
    public long Count;
    public int LastEnd;
    public LineRange First;
    public LineRange Second;
    public LineRange Third;
}
