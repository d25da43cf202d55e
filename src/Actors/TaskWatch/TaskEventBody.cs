namespace Dachshund.Actors.TaskWatch;

/// <summary>A success or a failure as it is stored.</summary>
internal sealed record TaskEventBody(DateTimeOffset Time, string Source, string Detail);
