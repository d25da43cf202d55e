using Dachshund.NodeHost.Verbs;

namespace Dachshund.NodeHost.Tests.Verbs;

/// <summary>Runs the program in this process: what it prints, and its exit code.</summary>
internal sealed record CommandLine(int ExitCode, string Out, string Error)
{
    public static async Task<CommandLine> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await Program.RunAsync(arguments, new VerbConsole(output, error));
        return new CommandLine(code, output.ToString(), error.ToString());
    }
}
