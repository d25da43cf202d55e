using Dachshund.Actors.TaskWatch;
using Dachshund.Hocon;

namespace Dachshund.NodeHost.Verbs;

/// <summary>What <c>task expect</c> is told of when a task must run; null is what wasn't said.</summary>
internal sealed record TaskArguments(string? Every, string? Cron, string? Grace, string? Zone)
{
    private const string Example = "for example: dachshund task expect backup --every 1d --grace 2h";

    /// <summary>What is expected; null and what is wrong with it when it is nothing.</summary>
    public TaskExpectation? ToExpectation(string zone, out string problem)
    {
        problem = "";
        if (Every is not null && Cron is not null)
            problem = "--every and --cron say the same in two ways; give one of them";
        else if (!DurationText.TryParse(Every ?? "1d", out var every))
            problem = $"'{Every}' is no duration; {Example}";
        else if (!DurationText.TryParse(Grace ?? "2h", out var grace))
            problem = $"'{Grace}' is no duration; {Example}";
        else
        {
            var expectation = new TaskExpectation(
                Cron is null ? (long)every.TotalMilliseconds : 0, (long)grace.TotalMilliseconds, Cron ?? "", Zone ?? zone);
            return expectation.ToSchedule(out problem) is null ? null : expectation;
        }

        return null;
    }
}
