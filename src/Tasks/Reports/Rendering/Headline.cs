namespace Dachshund.Tasks.Reports.Rendering;

/// <summary>Says in one line that all is well, or what isn't, the worst first.</summary>
internal static class Headline
{
    /// <summary>The line.</summary>
    /// <param name="report">The report.</param>
    /// <param name="language">Its language.</param>
    /// <param name="clausesMax">What isn't well is cut after so many clauses.</param>
    public static string Of(DailyReport report, ReportLanguage language, int clausesMax) => language switch
    {
        ReportLanguage.Zh => Chinese(report, clausesMax),
        ReportLanguage.Both => $"{Chinese(report, clausesMax)} / {English(report, clausesMax)}",
        _ => English(report, clausesMax),
    };

    private static string Chinese(DailyReport report, int clausesMax)
    {
        var (totals, counts) = (report.Totals, new Counts(report));
        if (report.IsAllWell)
            return $"一切正常：{Phrases.Number(totals.Devices)} 台设备，{Phrases.Number(totals.Tasks)} 个任务";
        return Join(clausesMax, "，",
            (totals.DevicesLost, "台失联"), (totals.DevicesError, "台异常"),
            (counts.Tasks, $"个任务{counts.ByKind("丢失", "迟到", "失败", "异常")}"), (counts.Errors, "个日志问题"),
            (counts.Losses, "个文件有日志丢失"), (counts.Channels, "个通道故障"), (counts.Warnings, "条提醒"));
    }

    private static string English(DailyReport report, int clausesMax)
    {
        var (totals, counts) = (report.Totals, new Counts(report));
        if (report.IsAllWell)
        {
            return $"all is well: {Phrases.Number(totals.Devices)} {Noun(totals.Devices, "device")}, "
                + $"{Phrases.Number(totals.Tasks)} {Noun(totals.Tasks, "task")}";
        }

        return Join(clausesMax, ", ",
            (totals.DevicesLost, $"{Noun(totals.DevicesLost, "device")} lost"),
            (totals.DevicesError, $"{Noun(totals.DevicesError, "device")} with errors"),
            (counts.Tasks, $"{Noun(counts.Tasks, "task")} {counts.ByKind("lost", "late", "failed", "not well")}"),
            (counts.Errors, $"{Noun(counts.Errors, "problem")} in the logs"),
            (counts.Losses, $"{Noun(counts.Losses, "file")} lost bytes"),
            (counts.Channels, $"{Noun(counts.Channels, "channel")} in trouble"),
            (counts.Warnings, Noun(counts.Warnings, "warning")));
    }

    private static string Join(int clausesMax, string comma, params (long Count, string What)[] clauses)
    {
        var said = clauses.Where(clause => clause.Count > 0)
            .Select(clause => $"{Phrases.Number(clause.Count)} {clause.What}").ToArray();
        return said.Length <= clausesMax ? string.Join(comma, said) : string.Join(comma, said.Take(clausesMax)) + " …";
    }

    private static string Noun(long count, string noun) => count == 1 ? noun : noun + "s";

    /// <summary>How many of each aren't well.</summary>
    private sealed class Counts(DailyReport report)
    {
        private readonly ReportTotals _totals = report.Totals;

        public int Tasks => _totals.TasksLost + _totals.TasksLate + _totals.TasksError;

        // Those without room are the mildest.
        public long Errors => report.Problems.Count(problem => problem.IsError)
            + (report.Problems.IsEmpty || report.Problems[^1].IsError ? report.ProblemsLeftOut : 0);

        public int Losses => report.Losses.Length + report.LossesLeftOut;

        public int Channels => report.Channels.Count(channel => channel.Problem.Length > 0);

        public int Warnings => report.Warnings.Length + report.WarningsLeftOut;

        /// <summary>One word for all tasks that aren't well: their own, if it is the same for all.</summary>
        public string ByKind(string lost, string late, string failed, string mixed) =>
            _totals.TasksLost == Tasks ? lost : _totals.TasksLate == Tasks ? late : _totals.TasksError == Tasks ? failed : mixed;
    }
}
