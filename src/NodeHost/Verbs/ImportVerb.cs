using System.CommandLine;
using Dachshund.NodeHost.Drafting;
using Dachshund.NodeHost.Importing;
using Dachshund.NodeHost.Inspection;

namespace Dachshund.NodeHost.Verbs;

/// <summary><c>import</c>: an older tool's configuration as one of Dachshund's.</summary>
internal sealed class ImportVerb
{
    private readonly VerbConsole _console;

    private readonly Argument<string> _file = new("FILE") { Description = "A config.json of MyIncrLog or an olog.cfg of olog; its content tells" };
    private readonly Option<string?> _output = OptionOf.Text("FILE", "Writes it there, readable by its owner alone, instead of printing it", "--output", "-o");
    private readonly Option<bool> _force = OptionOf.Flag("Replaces the file of --output if it is there", "--force");
    private readonly Option<bool> _withSecrets = OptionOf.Flag("Writes secrets into it, instead of the names of the variables to set", "--with-secrets");

    private ImportVerb(VerbConsole console) => _console = console;

    public static Command Create(VerbConsole console)
    {
        var verb = new ImportVerb(console);
        var command = new Command("import",
            "Turns the configuration of an older tool into one of Dachshund's, and says where each value is from and what has no\n"
            + "counterpart. Nothing is started or sent (docs/from-incrlog.md, docs/from-olog.md).\n\n"
            + "  dachshund import /usr/local/dachshund/config.json\n"
            + "  dachshund import olog.cfg -o dachshund.conf && dachshund check -c dachshund.conf");
        command.Arguments.Add(verb._file);
        foreach (var option in new Option[] { verb._output, verb._force, verb._withSecrets })
            command.Options.Add(option);
        command.SetAction(verb.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken ct)
    {
        var output = parsed.GetValue(_output);
        if (output is not null && !parsed.GetValue(_force) && PrivateFile.IsTaken(output))
        {
            _console.Fail($"{output} is there already, and was left as it is (--force replaces it)");
            return ExitCodes.Negative;
        }

        var withSecrets = parsed.GetValue(_withSecrets);
        try
        {
            var import = Import.Of(LooseDocument.Load(parsed.GetValue(_file) ?? ""));
            var loaded = import.Settle();
            if (output is null)
                await _console.Out.WriteAsync(import.Draft.Render(withSecrets));
            else
                PrivateFile.Write(output, import.Draft.Render(withSecrets));
            await _console.Out.FlushAsync(ct);
            foreach (var note in import.Notes(withSecrets))
                await _console.Error.WriteLineAsync(SafeLine.Of(note));
            foreach (var error in loaded.Errors)
                _console.Fail($"what was written has an error: {error}");
            return loaded.Errors.IsEmpty ? ExitCodes.Done : ExitCodes.Negative;
        }
        catch (ImportException e)
        {
            return _console.Fail(e.Message);
        }
        catch (Exception e) when (e is (IOException or UnauthorizedAccessException) and not OutputException)
        {
            return _console.Fail($"{output} can't be written: {e.Message}");
        }
    }
}
