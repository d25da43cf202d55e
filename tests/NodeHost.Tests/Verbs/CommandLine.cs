using System.Text;
using Dachshund.NodeHost.Verbs;

namespace Dachshund.NodeHost.Tests.Verbs;

/// <summary>Runs the program in this process: what it prints, and its exit code.</summary>
internal sealed record CommandLine(int ExitCode, string Out, string Error)
{
    public static Task<CommandLine> RunAsync(params string[] arguments) => RunAsync(null, arguments);

    /// <summary>Runs it at a terminal where these lines are typed, and then the end of input.</summary>
    public static async Task<CommandLine> TypeAsync(string lines, params string[] arguments)
    {
        using var input = new StringReader(lines);
        return await RunAsync(input, arguments);
    }

    private static async Task<CommandLine> RunAsync(TextReader? input, string[] arguments)
    {
        // As in a process: what is not flushed at the end is never seen.
        using var output = new MemoryStream();
        using var error = new StringWriter();
        var code = await Program.RunAsync(arguments, new VerbConsole(new StreamWriter(output), error) { Input = input });
        return new CommandLine(code, Encoding.UTF8.GetString(output.ToArray()), error.ToString());
    }
}
