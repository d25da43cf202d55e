using System.Text;

namespace Dachshund.NodeHost.Verbs;

/// <summary>Where a verb prints: answers on one stream, errors as single lines on the other.</summary>
/// <param name="Out">Answers.</param>
/// <param name="Error">Errors and warnings, one line each.</param>
internal sealed record VerbConsole(TextWriter Out, TextWriter Error)
{
    /// <summary>The process's own streams, UTF-8 whatever the locale says.</summary>
    public static VerbConsole Process()
    {
        var encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        return new VerbConsole(
            new StreamWriter(Console.OpenStandardOutput(), encoding) { AutoFlush = false },
            new StreamWriter(Console.OpenStandardError(), encoding) { AutoFlush = true });
    }

    /// <summary>Says one error; what follows is its exit code.</summary>
    public int Fail(string message)
    {
        Error.WriteLine($"dachshund: {message.ReplaceLineEndings(" ")}");
        return ExitCodes.Failure;
    }
}
