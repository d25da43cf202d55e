using Dachshund.Tasks;

namespace Dachshund.Actors.TaskWatch;

/// <summary>When a task must give signs of life, as it is said and stored. Immutable.</summary>
/// <param name="EveryMs">The period, ms; 0 with a crontab.</param>
/// <param name="GraceMs">How long after it was due it is late, ms.</param>
/// <param name="Cron">The five fields of a crontab; empty with a period.</param>
/// <param name="Zone">IANA name of the zone that days and crontab are of.</param>
public sealed record TaskExpectation(long EveryMs, long GraceMs, string Cron, string Zone)
{
    /// <summary>The schedule; null when it is none.</summary>
    /// <param name="problem">Why there is none; empty when there is.</param>
    public Schedule? ToSchedule(out string problem)
    {
        var (every, grace) = (TimeSpan.FromMilliseconds(EveryMs), TimeSpan.FromMilliseconds(GraceMs));
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(Zone, out var zone))
            problem = $"\"{Zone}\" is no time zone; write an IANA name like Asia/Shanghai";
        else if (grace < TimeSpan.Zero || grace > Schedule.EveryMax)
            problem = "the grace must be 0 to 366 d";
        else if (Cron.Length > 0)
            return Schedule.OfCron(Cron, grace, zone, out problem);
        else if (every < Schedule.EveryMin || every > Schedule.EveryMax)
            problem = "the period must be 1 min to 366 d";
        else
            return Ok(Schedule.Every(every, grace, zone), out problem);
        return null;
    }

    private static Schedule Ok(Schedule schedule, out string problem)
    {
        problem = "";
        return schedule;
    }
}
