namespace Dachshund.Matching.Grouping;

/// <summary>
/// Counts lines by rule and template: an open-addressing table of fixed size, so that a line costs no allocation. Cleared
/// between chunks, its arrays stay. Not thread-safe.
/// </summary>
internal sealed class GroupTable
{
    /// <summary>Groups a chunk; lines of further ones go to their rule's overflow group.</summary>
    public const int GroupsMax = 200;

    // Four times the entries, a power of two: probes stay short.
    private const int Buckets = 1024;

    private readonly short[] _buckets = new short[Buckets];
    private readonly GroupSlot[] _groups = new GroupSlot[GroupsMax];
    private readonly GroupSlot[] _overflow;
    private readonly List<int> _overflowing = [];
    private int _count;

    public GroupTable(int rules) => _overflow = new GroupSlot[rules];

    public int Count => _count + _overflowing.Count;

    public ref readonly GroupSlot this[int index] =>
        ref index < _count ? ref _groups[index] : ref _overflow[_overflowing[index - _count]];

    // Hot path: once per matching line and input.
    public void Add(int rule, ulong hash, LineRange line, int end)
    {
        var key = hash ^ ((ulong)rule + 1) * 0x9E3779B97F4A7C15;
        var bucket = (int)(key >> 54);
        while (true)
        {
            var index = _buckets[bucket] - 1;
            if (index < 0) break;
            ref var slot = ref _groups[index];
            if (slot.Hash == hash && slot.Rule == rule)
            {
                Count1(ref slot, line, end);
                return;
            }

            bucket = (bucket + 1) & (Buckets - 1);
        }

        if (_count == GroupsMax)
        {
            AddOverflow(rule, line, end);
            return;
        }

        _buckets[bucket] = (short)++_count;
        ref var added = ref _groups[_count - 1];
        added = new GroupSlot { Hash = hash, Rule = rule };
        Count1(ref added, line, end);
    }

    public void Clear()
    {
        _buckets.AsSpan().Clear();
        foreach (var rule in _overflowing) _overflow[rule] = default;
        _overflowing.Clear();
        _count = 0;
    }

    private void AddOverflow(int rule, LineRange line, int end)
    {
        ref var slot = ref _overflow[rule];
        if (slot.Count == 0)
        {
            slot = new GroupSlot { Rule = rule, Overflow = true };
            _overflowing.Add(rule);
        }

        Count1(ref slot, line, end);
    }

    private static void Count1(ref GroupSlot slot, LineRange line, int end)
    {
        if (slot.Count == 0) slot.First = line;
        else if (slot.Count == 1) slot.Second = line;
        else if (slot.Count == 2) slot.Third = line;
        slot.Count++;
        slot.LastEnd = end;
    }
}
