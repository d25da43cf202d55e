using Dachshund.Tailing.Tests.Model;

namespace Dachshund.Tailing.Tests;

public sealed class TailModelTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 60)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Every_line_is_read_once_whatever_happens_to_the_files(int seed)
    {
        using var folder = new TempFolder();
        var random = new Random(seed);
        var disk = new ModelDisk(folder, random);
        using var tailer = new ModelTailer(folder, disk, random);
        for (var step = 0; step < 150; step++)
        {
            if (random.Next(12) == 0)
                Restart(disk, tailer, random);
            if (random.Next(2) == 0)
                tailer.Poll(random.Next(1, 6));
            disk.Act(tailer.Holds);
        }

        tailer.Poll(int.MaxValue);
        tailer.Poll(int.MaxValue);
        foreach (var line in disk.Lines)
        {
            Assert.True(
                line.Emitted == 1 || (line.Emitted == 0 && line.Content.IsDestroyed),
                $"seed {seed}: emitted {line.Emitted} times: {line.Text}\n{string.Join('\n', disk.Log)}");
        }
    }

    private static void Restart(ModelDisk disk, ModelTailer tailer, Random random)
    {
        disk.Log.Add("crash");
        tailer.Crash();
        for (var actions = random.Next(4); actions > 0; actions--)
            disk.Act(tailer.Holds);
        disk.Log.Add("start");
        tailer.Recover();
        disk.MarkUnreachable(tailer.Holds);
    }
}
