using System.Text;

namespace Dachshund.NodeHost.Verbs;

/// <summary>Where a verb prints: answers on one stream, errors as single lines on the other.</summary>
/// <param name="Out">Answers.</param>
/// <param name="Error">Errors and warnings, one line each.</param>
internal sealed record VerbConsole(TextWriter Out, TextWriter Error)
{
    /// <summary>Cancelled when nobody reads the answers any more (a closed pipe); default never.</summary>
    public CancellationToken OutputClosed { get; init; }

    /// <summary>Where people write their answers; null when standard input is no terminal, so that nobody can be asked.</summary>
    public TextReader? Input { get; init; }

    /// <summary>The process's own streams, UTF-8 whatever the locale says.</summary>
    public static VerbConsole Process()
    {
        var encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        var output = OutputStream.Open();
        return new VerbConsole(
            new StreamWriter(output, encoding) { AutoFlush = false },
            new StreamWriter(Console.OpenStandardError(), encoding) { AutoFlush = true })
        {
            OutputClosed = output.Closed,
            Input = Console.IsInputRedirected ? null : Console.In,
        };
    }

    /// <summary>Says one error; what follows is its exit code.</summary>
    public int Fail(string message)
    {
        Error.WriteLine($"dachshund: {message.ReplaceLineEndings(" ")}");
        return ExitCodes.Failure;
    }
}
