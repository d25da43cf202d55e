namespace Dachshund.NodeHost.Tests.ContextWeb;

/// <summary>The one answer that says no.</summary>
internal static class Refusals
{
    private const byte OtherMachine = 254;
    private const string HeadEnd = "\r\n\r\n";

    /// <summary>A request was refused: the answer is, byte for byte, the one to a path that isn't there, and the audit has it.</summary>
    public static async Task AssertPlainAsync(PageScene scene, (int Status, string Text) answer)
    {
        AssertSame(await PlainAsync(scene), answer);
        Assert.Contains(scene.Audit, line => line.Contains("refused: ", StringComparison.Ordinal));
    }

    /// <summary>The answer to a path that isn't there.</summary>
    public static Task<(int Status, string Text)> PlainAsync(PageScene scene) => scene.GetAsync("/nothing", machine: OtherMachine);

    /// <summary>Two answers are the same but for their date; of one to HEAD, the head.</summary>
    public static void AssertSame((int Status, string Text) plain, (int Status, string Text) answer)
    {
        Assert.Equal(404, plain.Status);
        var headLength = plain.Text.IndexOf(HeadEnd, StringComparison.Ordinal) + HeadEnd.Length;
        var expected = answer.Text.EndsWith(HeadEnd, StringComparison.Ordinal) ? plain.Text[..headLength] : plain.Text;
        Assert.Equal(Undated(expected), Undated(answer.Text));
    }

    private static string Undated(string answer) =>
        string.Join("\r\n", answer.Split("\r\n").Where(line => !line.StartsWith("Date: ", StringComparison.Ordinal)));
}
