namespace Dachshund.Cluster.Tests;

/// <summary>The command line as a person uses it, with the configuration of one of the scene's nodes.</summary>
internal static class CommandLine
{
    /// <summary>Runs a verb to its end.</summary>
    public static async Task<Said> AskAsync(this Scene scene, string node, params string[] arguments)
    {
        await using var process = NodeProcess.Start(scene.Folder, [.. arguments, "-c", $"{node}.conf"]);
        var code = await process.ExitAsync();
        return new Said(code, string.Join('\n', process.Lines));
    }

    /// <summary>Runs a verb until it ends with an exit code: what it waits for happens on another machine.</summary>
    public static async Task<Said> AskUntilAsync(this Scene scene, int code, string node, params string[] arguments)
    {
        var said = new Said(-1, "");
        await Deadline.UntilAsync(
            async () => (said = await scene.AskAsync(node, arguments)).Code == code,
            () => $"'{string.Join(' ', arguments)}' ends with {said.Code}: {said.Text}");
        return said;
    }
}
