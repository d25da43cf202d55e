using Microsoft.Extensions.Logging;

namespace Dachshund.TestKit;

/// <summary>One line that was logged.</summary>
/// <param name="Category">Who logged it.</param>
/// <param name="Level">How bad it is.</param>
/// <param name="EventId">Its number.</param>
/// <param name="Text">What it says.</param>
/// <param name="Exception">The exception it carries.</param>
public sealed record LogLine(string Category, LogLevel Level, int EventId, string Text, Exception? Exception);
