namespace Dachshund.TestKit.Channels;

/// <summary>A fault for the next calls.</summary>
/// <param name="Kind">What goes wrong.</param>
/// <param name="Times">For how many calls. Default 1.</param>
public sealed record FakeFault(FakeFaultKind Kind, int Times = 1)
{
    /// <summary>How long the answer waits, by the server's clock; with any kind. Default zero.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>
    /// The HTTP status for <see cref="FakeFaultKind.Http"/> and <see cref="FakeFaultKind.Answer"/>. Default 500.
    /// </summary>
    public int Status { get; init; } = 500;

    /// <summary>
    /// The body for <see cref="FakeFaultKind.Answer"/>; <c>{url}</c>, <c>{query}</c> and <c>{body}</c> in it are
    /// replaced by
    /// what was asked, like a server that echoes the request in its error.
    /// </summary>
    public string Body { get; init; } = "";

    /// <summary>The content type for <see cref="FakeFaultKind.Answer"/>. Default JSON.</summary>
    public string ContentType { get; init; } = "application/json";

    /// <summary>
    /// More headers of the answer, for <see cref="FakeFaultKind.Http"/> and <see cref="FakeFaultKind.Answer"/>.
    /// </summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>A gateway's answer.</summary>
    public static FakeFault Http(int status, int times = 1) => new(FakeFaultKind.Http, times) { Status = status };

    /// <summary>An answer word by word.</summary>
    public static FakeFault Answer(string body, int status = 200, int times = 1) =>
        new(FakeFaultKind.Answer, times) { Body = body, Status = status };

    /// <summary>A slow answer.</summary>
    public static FakeFault Slow(TimeSpan delay, int times = 1) => new(FakeFaultKind.Delay, times) { Delay = delay };
}
