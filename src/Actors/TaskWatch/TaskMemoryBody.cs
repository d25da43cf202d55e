using System.Collections.Immutable;

namespace Dachshund.Actors.TaskWatch;

/// <summary>A <see cref="TaskMemory"/> as it is stored.</summary>
internal sealed record TaskMemoryBody
{
    public required DateTimeOffset Known { get; set; }

    public DateTimeOffset? Sign { get; set; }

    public DateTimeOffset? End { get; set; }

    public DateTimeOffset? Running { get; set; }

    public TaskEventBody? Success { get; set; }

    public ImmutableArray<TaskEventBody> Failures { get; set; } = [];

    public TaskEventBody? PassedOver { get; set; }

    public TaskExpectation? Expectation { get; set; }

    public bool LateSaid { get; set; }
}
