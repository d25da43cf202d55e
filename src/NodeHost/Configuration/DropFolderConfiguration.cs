using Dachshund.Hocon;
using Dachshund.Matching;

namespace Dachshund.NodeHost.Configuration;

/// <summary>Folders whose files are messages: <c>drop-folders.NAME { }</c>.</summary>
internal sealed record DropFolderConfiguration
{
    /// <summary>Folders; those below them are included. At least one.</summary>
    [Required, OneOrMany]
    public IReadOnlyList<string> Paths { get; init; } = [];

    /// <summary>Extensions of the files that are alerted when they appear or change. Default err and msg.</summary>
    [OneOrMany]
    public IReadOnlyList<string> AlertExtensions { get; init; } = ["err", "msg"];

    /// <summary>How long a file must be quiet before it is alerted, 100 ms to 1 h. Default 1 s.</summary>
    [Range("100ms", "1h")]
    public TimeSpan Settle { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a file is kept after it was written last, 1 h at least. Default not set: nothing is removed.</summary>
    [Range("1h", "36500d")]
    public TimeSpan? Keep { get; init; }

    /// <summary>What becomes of files that are there at the very first start: end, they are noted, or beginning, they are alerted.
    /// Default end.</summary>
    public StartPosition From { get; init; } = StartPosition.End;

    /// <summary>What a file is worth: critical, error, warning or info. Default error.</summary>
    public Severity Severity { get; init; } = Severity.Error;

    /// <summary>Labels of every alert from these folders. Default none.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();
}
