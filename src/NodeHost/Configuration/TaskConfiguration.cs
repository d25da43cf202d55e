using Dachshund.Hocon;

namespace Dachshund.NodeHost.Configuration;

/// <summary>A task that must run: its name, or <c>report.tasks.HOST = [{ name = NAME ... }]</c>.</summary>
[ShortForm("name")]
internal sealed record TaskConfiguration
{
    /// <summary>Its name, as in its check-ins and its files: 1 to 128 characters.</summary>
    [Required]
    public string Name { get; init; } = "";

    /// <summary>How often it must end, 1 min to 366 d; whole days are days of its zone. Default 1 d.</summary>
    [Range("1m", "366d")]
    public TimeSpan Every { get; init; } = TimeSpan.FromDays(1);

    /// <summary>When it must end, in the five fields of a crontab, in place of <see cref="Every"/>. Default empty.</summary>
    public string Cron { get; init; } = "";

    /// <summary>How long after it was due it is late, at most 366 d. Default 2 h.</summary>
    [Range("0s", "366d")]
    public TimeSpan Grace { get; init; } = TimeSpan.FromHours(2);

    /// <summary>IANA name of the zone that its days and its crontab are of. Default empty: <c>zone</c>.</summary>
    public string Zone { get; init; } = "";
}
