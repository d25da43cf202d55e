using System.Diagnostics;
using System.Globalization;
using Dachshund.TestKit.Redis;

namespace Dachshund.Bench.NodeHost;

/// <summary>
/// What nodes cost that have nothing to do: an agent, and a node with all roles and its own Redis, each on a thousand
/// files that nobody writes to, beside <c>tail -F</c> on the same files, all measured over the same seconds.
/// </summary>
public static class IdleBenchmark
{
    private const int Files = 1000;
    private const double AgentMegabytesBudget = 60;
    private const double AgentPercentBudget = 0.5;
    private const double AllPercentBudget = 1;

    // What runs once a second is compiled in full after its thirtieth run: only then is a node as idle as it will be.
    private static readonly TimeSpan s_settle = TimeSpan.FromSeconds(40);
    private static readonly TimeSpan s_window = TimeSpan.FromSeconds(40);

    /// <summary>Runs it; about a minute and a half.</summary>
    /// <param name="output">Where the figures go.</param>
    public static async Task RunAsync(TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(output);
        using var folder = new TestFolder();
        var logs = await WriteFilesAsync(Path.Combine(folder.Path, "logs"));
        await using var redis = await RedisServer.StartAsync("--appendfsync", "always");
        await using var agent = await NodeProcess.StartAsync(Path.Combine(folder.Path, "agent"), $$"""
            node.roles = [agent]
            redis.connection = "{{redis.Connection}}"
            inputs.quiet { paths = ["{{folder.Path}}/logs"], keywords = [ERROR] }
            """);
        await using var all = await NodeProcess.StartAsync(Path.Combine(folder.Path, "all"), $$"""
            inputs.quiet { paths = ["{{folder.Path}}/logs"], keywords = [ERROR] }
            channels.screen { type = terminal }
            """);
        using var tail = Process.Start("tail", ["-q", "-n", "0", "-F", .. logs]);
        try
        {
            await Task.Delay(s_settle, TimeProvider.System);
            var usages = await MeasureAsync(agent.Id, all.Id, all.RedisId, tail.Id);
            await ReportAsync(output, usages);
        }
        finally
        {
            tail.Kill();
            await tail.WaitForExitAsync();
        }
    }

    private static async Task<string[]> WriteFilesAsync(string folder)
    {
        Directory.CreateDirectory(folder);
        var paths = new string[Files];
        for (var index = 0; index < Files; index++)
        {
            paths[index] = Path.Combine(folder, $"service-{index}.log");
            await File.WriteAllTextAsync(paths[index], $"2026-03-01 12:00:00,000 INFO service {index} has started\n");
        }

        return paths;
    }

    /// <summary>Memory at the end of the window and percents of a core during it, of each process.</summary>
    private static async Task<Usage[]> MeasureAsync(params int[] ids)
    {
        var before = ids.Select(ProcessUsage.CpuSeconds).ToArray();
        var started = Stopwatch.GetTimestamp();
        await Task.Delay(s_window, TimeProvider.System);
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        return
        [
            .. ids.Zip(before, (id, used) => new Usage(
                ProcessUsage.ResidentMegabytes(id), (ProcessUsage.CpuSeconds(id) - used) / seconds * 100)),
        ];
    }

    private static async Task ReportAsync(TextWriter output, Usage[] usages)
    {
        var (agent, node, redis, tail) = (usages[0], usages[1], usages[2], usages[3]);
        await new BudgetLine(
            $"agent on {Files:N0} quiet files, resident", Mb(agent.Megabytes), $"tail -F {Mb(tail.Megabytes)}",
            $"under {Mb(AgentMegabytesBudget)}", agent.Megabytes < AgentMegabytesBudget).WriteAsync(output);
        await new BudgetLine(
            $"agent on {Files:N0} quiet files, of a core", Percent(agent.Percent), $"tail -F {Percent(tail.Percent)}",
            $"under {Percent(AgentPercentBudget)}", agent.Percent < AgentPercentBudget).WriteAsync(output);
        var sum = node.Percent + redis.Percent;
        await new BudgetLine(
            $"all roles and Redis on {Files:N0} quiet files, of a core",
            $"{Percent(sum)} (node {Percent(node.Percent)}, Redis {Percent(redis.Percent)}; "
            + $"resident {Mb(node.Megabytes)} and {Mb(redis.Megabytes)})",
            $"tail -F {Percent(tail.Percent)}", $"under {Percent(AllPercentBudget)}",
            sum < AllPercentBudget).WriteAsync(output);
    }

    private static string Mb(double megabytes) => string.Create(CultureInfo.InvariantCulture, $"{megabytes:F0} MB");

    private static string Percent(double percent) => string.Create(CultureInfo.InvariantCulture, $"{percent:F2} %");

    private readonly record struct Usage(double Megabytes, double Percent);
}
