using Dachshund.Actors.JournalWriter;
using Dachshund.Tailing;

namespace Dachshund.Actors.Tests.JournalWriter;

public sealed class FinishedFilesTests
{
    [Fact]
    public void A_finished_file_of_which_Redis_stores_less_is_given_back_at_that_place()
    {
        var finished = new FinishedFiles();
        finished.Add(End(1, 500));
        finished.Add(End(2, 300));
        finished.Add(End(3, 100));
        var stored = new Dictionary<string, FileCheckpoint> { ["1:1:0"] = End(1, 500), ["1:2:0"] = End(2, 200) };

        var behind = finished.TakeBehind(stored).OrderBy(file => file.Place.Identity.Inode).ToArray();

        Assert.Equal([(2UL, 200L, 300L), (3UL, 0L, 100L)], behind.Select(file => (file.Place.Identity.Inode, file.Place.Offset, file.End)));
        Assert.All(behind, file => Assert.False(file.Place.Done));
        Assert.Null(finished.Take("1:2:0"));
        Assert.Equal(500, finished.Take("1:1:0")?.Offset);
    }

    private static FileCheckpoint End(ulong inode, long offset) =>
        new(new FileIdentity(1, inode), 0, offset, FileHead.Empty, "/a.log", Done: true);
}
