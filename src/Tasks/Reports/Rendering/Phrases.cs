using System.Globalization;

namespace Dachshund.Tasks.Reports.Rendering;

/// <summary>All that a report says in words. Immutable.</summary>
internal sealed class Phrases(ReportLanguage language)
{
    /// <summary>For the page's <c>lang</c>: which signs a font takes hangs on it.</summary>
    public string Code => language == ReportLanguage.En ? "en" : "zh-CN";

    public string Devices => Say("设备", "Devices");

    public string Tasks => Say("任务", "Tasks");

    public string Problems => Say("主要问题", "Top problems");

    public string ProblemCount => Say("问题", "Problems");

    public string Losses => Say("未能读取的日志", "Log bytes lost");

    public string Channels => Say("通知通道", "Channels");

    public string Removals => Say("已清理的旧文件", "Old files removed");

    public string Warnings => Say("提醒", "Warnings");

    public string DraftNote => Say("按需生成，不是当天的正式日报，也未发送。", "Made on request: not the day's report, and not sent.");

    public string Missing(string day) =>
        Say($"日报 {day} 应已生成，却没有来", $"daily report {day}: it should have come, and did not");

    public string NoDevices => Say("还没有设备", "no devices yet");

    public string NoProblems => Say("日志中没有发现问题", "no problems in the logs");

    public string NoLosses => Say("没有丢失日志", "no bytes lost");

    public string NoRemovals => Say("没有清理文件", "no files removed");

    public string NeverSeen => Say("从未上线", "never seen");

    public string NoSign => Say("从无记录", "no sign ever");

    public string IsNew => Say("新增", "new");

    /// <summary>Between the clauses of a sentence.</summary>
    public string Comma => language == ReportLanguage.En ? "; " : "；";

    public string Name(bool isDraft, string day) => isDraft ? Say($"日报草稿 {day}", $"Draft report {day}") : Say($"日报 {day}", $"Daily report {day}");

    public string Of(DeviceState state) => state switch
    {
        DeviceState.Lost => Badge("失联", "LOST"),
        DeviceState.Error => Badge("异常", "ERR"),
        _ => Badge("正常", "OK"),
    };

    public string Of(TaskState state) => state switch
    {
        TaskState.Lost => Badge("丢失", "LOST"),
        TaskState.Late => Badge("迟到", "LATE"),
        TaskState.Error => Badge("失败", "ERR"),
        TaskState.New => Badge("新", "NEW"),
        _ => Badge("正常", "OK"),
    };

    public string Severity(string severity) => severity switch
    {
        "critical" => Badge("严重", "CRITICAL"),
        "warning" => Badge("警告", "WARNING"),
        "info" => Badge("信息", "INFO"),
        _ => Badge("错误", "ERROR"),
    };

    /// <summary>A kind of problem that isn't a line of a log; empty for one that is.</summary>
    public string Kind(string kind) => kind switch
    {
        "match" or "" => "",
        "offline" => Say("失联", "offline"),
        "lost-bytes" => Say("日志丢失", "bytes lost"),
        "full" => Say("队列积压", "journal filling up"),
        "drop-file" => Say("投递文件", "dropped file"),
        "task" => Say("任务", "task"),
        "channel" => Say("通道故障", "channel failing"),
        _ => kind,
    };

    public string LastSeen(string time) => $"{Say("最近", "last seen")} {time}";

    public string LastSign(string time) => $"{Say("最近一次", "last sign")} {time}";

    public string Errors(long count) => $"{Number(count)} {Say("条错误", count == 1 ? "error" : "errors")}";

    public string Was(string state) => $"{Say("上次", "was")} {state}";

    public string MoreHosts(int count) => Say($"另有 {Number(count)} 台", $"{Number(count)} more");

    public string Sent(long count) => $"{Say("成功", "sent")} {Number(count)}";

    public string Failed(long count) => $"{Say("失败", "failed")} {Number(count)}";

    public string Waiting(long count) => $"{Say("等待", "waiting")} {Number(count)}";

    public string Files(long count) => $"{Number(count)} {Say("个文件", count == 1 ? "file" : "files")}";

    public string Days(string first, string last, string counts) => $"{Say("每天", "by day")} {first} – {last}: {counts}";

    public string LeftOut(string what) => $"{Say("未列出", "not listed")}: {what}";

    public string More(long count) => Say($"…… 另有 {Number(count)} 条", $"… {Number(count)} more");

    public string Footer(string since, string until, string zone) => $"{since} – {until}, {Say("时区", "times of")} {zone}";

    public static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>So many bytes as people say it.</summary>
    public static string Bytes(long bytes)
    {
        string[] units = ["KB", "MB", "GB", "TB", "PB", "EB"];
        if (bytes < 1024)
            return $"{Number(Math.Max(0, bytes))} B";
        var (value, unit) = (bytes / 1024.0, 0);
        for (; value >= 1024 && unit < units.Length - 1; unit++)
            value /= 1024;
        return $"{value.ToString("0.0", CultureInfo.InvariantCulture)} {units[unit]}";
    }

    private string Badge(string chinese, string english) =>
        language == ReportLanguage.Both ? $"{chinese} {english}" : Say(chinese, english);

    private string Say(string chinese, string english) => language switch
    {
        ReportLanguage.Zh => chinese,
        ReportLanguage.Both => $"{chinese} / {english}",
        _ => english,
    };
}
