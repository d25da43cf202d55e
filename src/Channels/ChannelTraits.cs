namespace Dachshund.Channels;

/// <summary>What a renderer and a budget must know of a channel.</summary>
/// <param name="Type">The type's name in the configuration: <c>dingtalk</c>, <c>wxpusher</c>, <c>terminal</c>.</param>
/// <param name="Format">The markup of the body.</param>
/// <param name="BodyBytesMax">
/// The longest body, in UTF-8 bytes after JSON escaping (a quote, a backslash and a line break are two each), that is
/// sure to go out uncut. A longer one is cut at its end, between two characters.
/// </param>
/// <param name="TitleCharsMax">The longest title in UTF-16 units; a longer one is cut.</param>
/// <param name="BudgetMessages">Calls that the channel's owner allows in <paramref name="BudgetWindow"/>.</param>
/// <param name="BudgetWindow">The window of the budget.</param>
/// <param name="BudgetKey">
/// Who shares the budget: 16 hex digits of a hash of the robot's token. Two channels with one robot have one key;
/// the token cannot be told from it.
/// </param>
/// <param name="Timeout">How long one call may take.</param>
public sealed record ChannelTraits(
    string Type,
    BodyFormat Format,
    int BodyBytesMax,
    int TitleCharsMax,
    int BudgetMessages,
    TimeSpan BudgetWindow,
    string BudgetKey,
    TimeSpan Timeout);
