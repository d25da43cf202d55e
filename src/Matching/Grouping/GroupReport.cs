using System.Collections.Immutable;
using Dachshund.Matching.Masking;
using Dachshund.Matching.Rules;

namespace Dachshund.Matching.Grouping;

/// <summary>Makes the records of a chunk's groups: the only place where lines become text.</summary>
internal static class GroupReport
{
    private const int SampleBytesMax = 1024;
    private const string OverflowTemplate = "other";

    private static readonly string OverflowId = Template.Of("other"u8).Id;

    public static ImmutableArray<MatchGroup> Make(
        GroupTable table, RulePlan plan, ReadOnlySpan<byte> content, long startOffset)
    {
        var groups = ImmutableArray.CreateBuilder<MatchGroup>(table.Count);
        for (var i = 0; i < table.Count; i++)
        {
            ref readonly var slot = ref table[i];
            var rule = plan.Rules[slot.Rule].Definition;
            var (id, text) = slot.Overflow
                ? (OverflowId, OverflowTemplate)
                : Template.Of(content.Slice(slot.First.Start, slot.First.Length));
            groups.Add(new MatchGroup(
                rule.Input, rule.Name, rule.Severity, id, text, slot.Count,
                startOffset + slot.First.Start, startOffset + slot.LastEnd, Samples(slot, content, startOffset)));
        }

        return groups.MoveToImmutable();
    }

    private static ImmutableArray<MatchSample> Samples(in GroupSlot slot, ReadOnlySpan<byte> content, long startOffset)
    {
        var first = Sample(slot.First, content, startOffset);
        if (slot.Count == 1) return [first];
        var second = Sample(slot.Second, content, startOffset);
        return slot.Count == 2 ? [first, second] : [first, second, Sample(slot.Third, content, startOffset)];
    }

    private static MatchSample Sample(LineRange line, ReadOnlySpan<byte> content, long startOffset) => new(
        startOffset + line.Start, line.Length, Utf8Cut.ToText(content.Slice(line.Start, line.Length), SampleBytesMax));
}
