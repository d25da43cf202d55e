using Dachshund.Alerting;

namespace Dachshund.Actors.TaskWatch;

/// <summary>A change of what is remembered of a task that no entry made: it is expected from now on, or late.</summary>
/// <param name="Field">Its field.</param>
/// <param name="After">What is remembered from then on.</param>
/// <param name="Notice">What is told; null for nothing.</param>
internal sealed record TaskStep(string Field, TaskMemory After, Notice? Notice);
