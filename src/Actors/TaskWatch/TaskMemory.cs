using System.Text.Json;
using Dachshund.Tasks;

namespace Dachshund.Actors.TaskWatch;

/// <summary>What a shard remembers of one task: a field of its hash of tasks. Immutable.</summary>
/// <param name="Record">Its signs of life, folded.</param>
internal sealed record TaskMemory(TaskRecord Record)
{
    /// <summary>A commit holds this many of the longest, with room for all else.</summary>
    private const int FailuresMax = 5;
    private const int DetailCharsMax = 160;

    /// <summary>What <c>task expect</c> said; null for nothing.</summary>
    public TaskExpectation? Expectation { get; init; }

    /// <summary>Whether it was said that it is late, and it still is.</summary>
    public bool IsLateSaid { get; init; }

    /// <summary>The field of a task: no host's name has a slash.</summary>
    public static string FieldOf(string host, string task) => $"{host}/{task}";

    public static (string Host, string Task)? ParseField(string field) =>
        field.Split('/', 2) is [var host, var task] && host.Length > 0 && task.Length > 0 ? (host, task) : null;

    public byte[] Encode()
    {
        var body = new TaskMemoryBody
        {
            Known = Record.KnownSince,
            Sign = Record.LastSign,
            End = Record.LastEnd,
            Running = Record.RunningSince,
            Success = Record.LastSuccess is { } success
                ? new TaskEventBody(success.Time, Short(success.Source), Short(success.Detail))
                : null,
            Failures = [.. Record.Failures.TakeLast(FailuresMax).Select(ToBody)],
            PassedOver = Record.PassedOver is { } failure ? ToBody(failure) : null,
            Expectation = Expectation,
            LateSaid = IsLateSaid,
        };
        return JsonSerializer.SerializeToUtf8Bytes(body, TaskMemoryJson.Compact.TaskMemoryBody);
    }

    /// <summary>Reads what <see cref="Encode"/> wrote; null when it is something else.</summary>
    public static TaskMemory? Decode(ReadOnlySpan<byte> stored)
    {
        TaskMemoryBody? body;
        try
        {
            body = JsonSerializer.Deserialize(stored, TaskMemoryJson.Compact.TaskMemoryBody);
        }
        catch (JsonException)
        {
            return null;
        }

        return body is null ? null : new TaskMemory(new TaskRecord(body.Known)
        {
            LastSign = body.Sign,
            LastEnd = body.End,
            RunningSince = body.Running,
            LastSuccess = body.Success is { } success
                ? new TaskSignal(TaskSignalKind.Succeeded, success.Time, success.Source, success.Detail)
                : null,
            Failures = [.. body.Failures.Select(ToFailure)],
            PassedOver = body.PassedOver is { } failure ? ToFailure(failure) : null,
        })
        {
            Expectation = body.Expectation,
            IsLateSaid = body.LateSaid,
        };
    }

    private static TaskEventBody ToBody(TaskFailure failure) => new(failure.Time, Short(failure.Source), Short(failure.Detail));

    private static TaskFailure ToFailure(TaskEventBody body) => new(body.Time, body.Source, body.Detail);

    private static string Short(string text) => CutText.Of(text, DetailCharsMax);
}
