using System.Buffers;
using System.CommandLine;
using System.IO.Pipelines;
using Dachshund.Matching;

namespace Dachshund.NodeHost.Verbs;

/// <summary><c>fingerprint</c>: which lines are the same problem.</summary>
internal static class FingerprintVerb
{
    public static Command Create(VerbConsole console)
    {
        var command = new Command("fingerprint",
            "Reads lines from standard input and prints each one's template: id, a tab, the line with its variables masked");
        command.SetAction((_, ct) => RunAsync(Console.OpenStandardInput(), console.Out, ct));
        return command;
    }

    internal static async Task<int> RunAsync(Stream input, TextWriter output, CancellationToken ct)
    {
        var reader = PipeReader.Create(input);
        while (true)
        {
            var read = await reader.ReadAsync(ct);
            var rest = read.Buffer;
            while (TryReadLine(ref rest, out var line))
                Print(line, output);
            if (read.IsCompleted && !rest.IsEmpty)
            {
                Print(rest, output);
                rest = rest.Slice(rest.End);
            }

            reader.AdvanceTo(rest.Start, rest.End);
            if (read.IsCompleted)
                break;
        }

        await output.FlushAsync(ct);
        return ExitCodes.Done;
    }

    private static bool TryReadLine(ref ReadOnlySequence<byte> rest, out ReadOnlySequence<byte> line)
    {
        if (rest.PositionOf((byte)'\n') is not { } end)
        {
            line = default;
            return false;
        }

        line = rest.Slice(0, end);
        rest = rest.Slice(rest.GetPosition(1, end));
        return true;
    }

    private static void Print(in ReadOnlySequence<byte> line, TextWriter output)
    {
        var (id, text) = Template.Of(line.IsSingleSegment ? line.FirstSpan : line.ToArray());
        output.Write(id);
        output.Write('\t');
        output.WriteLine(text);
    }
}
