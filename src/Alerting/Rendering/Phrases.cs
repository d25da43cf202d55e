namespace Dachshund.Alerting.Rendering;

/// <summary>All that a message says in words. Immutable.</summary>
internal sealed class Phrases(MessageLanguage language)
{
    private static readonly string[] SeveritiesEn = ["INFO", "WARNING", "ERROR", "CRITICAL"];
    private static readonly string[] SeveritiesZh = ["信息", "警告", "错误", "严重"];

    public string Host => Say("主机", "host");

    public string Template => Say("模板", "template");

    public string More => Say("等", "and more");

    public string OtherProblems => Say("其他问题", "other problems");

    public string Over => Say("已结束", "over");

    public string Open => Say("打开日志", "open the log");

    public string OpenReport => Say("打开日报", "open the report");

    public string Refused => Say("通道拒绝了详细内容，此为简略版", "the channel refused the details; this is the short form");

    public string LinesCut(int lines) => Say($"…… 已截断，另有 {lines} 行", $"… cut: {lines} more lines");

    public string BytesCut(long bytes) => Say($"…… 略去 {bytes} 字节 ……", $"… {bytes} bytes left out …");

    public string BodyCut => Say("…… 已截断", "… cut");

    /// <summary>What a kind that tells of hosts means; null where its name says it all.</summary>
    public string? Presence(string kind) => kind switch
    {
        NoticeKinds.Offline => Say("无心跳：已停机，或与 Redis 断开", "silent: dead, or cut off from Redis"),
        NoticeKinds.Flapping => Say("一小时内多次失联，稳定后再通知", "silent again and again; told again when it is steady"),
        NoticeKinds.Left => Say("正常停止", "stopped in order"),
        _ => null,
    };

    public string Severity(int rank) => language switch
    {
        MessageLanguage.Zh => SeveritiesZh[rank],
        MessageLanguage.Both => $"{SeveritiesZh[rank]} {SeveritiesEn[rank]}",
        _ => SeveritiesEn[rank],
    };

    public string Kind(string kind) => kind switch
    {
        NoticeKinds.Match => "",
        NoticeKinds.Offline => Say("失联", "offline"),
        NoticeKinds.Flapping => Say("时断时续", "flapping"),
        NoticeKinds.Left => Say("已离开", "left"),
        NoticeKinds.Recovered => Say("恢复", "recovered"),
        NoticeKinds.LostBytes => Say("日志丢失", "bytes lost"),
        NoticeKinds.Full => Say("队列积压", "journal filling up"),
        NoticeKinds.Input => Say("读取不到日志", "cannot read logs of"),
        NoticeKinds.DropFile => Say("投递文件", "dropped file"),
        NoticeKinds.Task => Say("任务", "task"),
        NoticeKinds.Report => Say("日报", "daily report"),
        NoticeKinds.Channel => Say("通道故障", "channel failing"),
        NoticeKinds.Poison => Say("无法处理的记录", "unreadable entry"),
        _ => Say("可能已通知过", "may have been told before"),
    };

    public string TaskState(string template) => template switch
    {
        NoticeKinds.TaskLate => Say("迟到", "late"),
        NoticeKinds.TaskFailed => Say("失败", "failed"),
        _ => template,
    };

    public string Counts(long fresh, long total, string since) =>
        Say($"新增 {fresh}，自 {since} 共 {total}", $"{fresh} new, {total} since {since}");

    public string SilenceOver(string why) => Say($"静默结束（{why}）", $"silence over ({why})");

    public string SilencedCounts(long fresh, string since) =>
        Say($"静默期间新增 {fresh}，自 {since}", $"{fresh} new while silenced, since {since}");

    public string Silence(string labels, string why, string by) =>
        Say($"静默 {labels}：{why}（{by}）", $"silence {labels}: {why} ({by})");

    public string OverByNow(long events) => Say($"其中 {events} 已结束", $"{events} of them over by now");

    public string RedisAway => Say("Redis 不可用", "Redis is away");

    public string RedisBack => Say("Redis 已恢复", "Redis is back");

    public string AwaySince(string time, string span) => Say($"自 {time} 起无应答，已 {span}", $"no answer since {time}, for {span}");

    public string AlertsWait =>
        Say("告警暂停发送；只要日志文件还在，就不会丢失", "alerts wait; nothing is lost as long as the log files stay");

    public string WasAwaySince(string time, string span, bool isExact) => isExact
        ? Say($"自 {time} 起中断 {span}", $"it was away since {time}, for {span}")
        : Say($"自 {time} 起中断，至多 {span}", $"it was away since {time}, for {span} at most");

    public string NothingLost => Say("没有丢失：积压的内容正在补发", "nothing was lost: what waited is being sent now");

    public string NotRouted => Say("告警没有发出", "alerts are not sent");

    public string NoticesWait =>
        Say("有待处理的告警，但一分钟内没有任何进展", "alerts wait, and for a minute none of them got on");

    public string RoutedAgain => Say("告警恢复发送", "alerts are sent again");

    public string Span(TimeSpan span) => span.TotalSeconds < 120 ? Say($"{(long)span.TotalSeconds} 秒", $"{(long)span.TotalSeconds} s")
        : span.TotalMinutes < 120 ? Say($"{(long)span.TotalMinutes} 分钟", $"{(long)span.TotalMinutes} min")
        : Say($"{(long)span.TotalHours} 小时", $"{(long)span.TotalHours} h");

    public string Last(string time) => Say($"最近 {time}", $"last {time}");

    public string Still(string since) => Say($"仍未恢复，自 {since}", $"still so, since {since}");

    public string HostCount(int hosts) => Say($"{hosts} 台主机", $"{hosts} hosts");

    public string ManyHosts => Say("多台主机", "many hosts");

    public string MoreProblems(int problems, long events) =>
        Say($"另有 {problems} 个问题，共 {events}", $"{problems} more problems, {events} in all");

    public string UnnamedProblems(long events) => Say($"其他问题共 {events}", $"other problems, {events} in all");

    private string Say(string zh, string en) => language switch
    {
        MessageLanguage.Zh => zh,
        MessageLanguage.Both => $"{zh} / {en}",
        _ => en,
    };
}
