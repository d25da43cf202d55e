namespace Dachshund.Context.Pages;

/// <summary>The words of the pages.</summary>
internal sealed class Phrases(PageLanguage language)
{
    /// <summary>For the page's <c>lang</c>: which signs a font takes hangs on it.</summary>
    public string Code => language == PageLanguage.English ? "en" : "zh-CN";

    public string Host => Say("主机", "Host");

    public string Time => Say("时间", "Time");

    public string File => Say("文件", "File");

    public string Offset => Say("偏移（字节）", "Offset (bytes)");

    public string Encoding => Say("编码", "Encoding");

    public string MoreBefore => Say("前面还有内容，未显示", "the file has more before this");

    public string MoreAfter => Say("后面还有内容，未显示", "the file has more after this");

    public string FileGone => Say(
        "原文件已不在：已删除、被截断或归档到别处。以下是随告警保存的样本。",
        "The file is gone: deleted, truncated or archived elsewhere. This is the sample that was kept with the alert.");

    public string FileGoneAlone => Say(
        "原文件已不在：已删除、被截断或归档到别处。消息里仍有日志样本。",
        "The file is gone: deleted, truncated or archived elsewhere. The message still holds the sample.");

    public string RefusalTitle => Say("打不开", "Nothing here");

    public string Of(RefusalStatus status) => status switch
    {
        RefusalStatus.Forbidden => Forbidden,
        RefusalStatus.Unavailable => Unavailable,
        _ => NotFound,
    };

    private string NotFound => Say(
        "此链接打不开任何内容。可能已过期，或未复制完整；消息里仍有日志样本。",
        "This link opens nothing. It may have expired, or was not copied whole; the message still holds the sample.");

    private string Forbidden => Say("不允许访问。", "Not allowed.");

    private string Unavailable => Say(
        "该节点暂时连不上 Redis，请稍后再打开；消息里仍有日志样本。",
        "The node can't reach Redis now. Open it again in a moment; the message still holds the sample.");

    public string HitLeftOut(string bytes) => Say($"命中内容另有 {bytes} 字节未显示", $"{bytes} more bytes of the hit are left out");

    public string LineCut(string chars, string bytes) =>
        Say($"此行共 {bytes} 字节，只显示前 {chars} 个字符", $"the first {chars} letters of {bytes} bytes are shown");

    private string Say(string chinese, string english) => language switch
    {
        PageLanguage.Chinese => chinese,
        PageLanguage.English => english,
        _ => chinese + " / " + english,
    };
}
