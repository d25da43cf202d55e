namespace Dachshund.Actors.TaskWatch;

/// <summary>What is said of a task: a sign of life, or what is expected of it.</summary>
/// <param name="Host">The host that it runs on.</param>
/// <param name="Task">Its name, 1 to 128 characters.</param>
/// <param name="Word">One of <see cref="TaskEntries"/>' words.</param>
public sealed record TaskCheckIn(string Host, string Task, string Word)
{
    /// <summary>Where it comes from: what fails in one place is mended there. Default empty.</summary>
    public string Source { get; init; } = "";

    /// <summary>The first line says how it went; those below it are its last output. What is beyond 4,000 characters is cut off at
    /// the front of the output. Default empty.</summary>
    public string Detail { get; init; } = "";

    /// <summary>The labels of the node that it comes from; the task's name is one too. Default none.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>What is expected, with the word <see cref="TaskEntries.Expect"/>; default null.</summary>
    public TaskExpectation? Expectation { get; init; }
}
