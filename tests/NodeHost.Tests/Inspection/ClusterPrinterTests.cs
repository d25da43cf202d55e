using Dachshund.Actors.Inspection;
using Dachshund.NodeHost.Inspection;

namespace Dachshund.NodeHost.Tests.Inspection;

/// <summary>What people see of a cluster: short, aligned, in their zone, safe for a terminal.</summary>
public sealed class ClusterPrinterTests
{
    private const long Noon = 1_767_610_800_000;
    private static readonly TimeZoneInfo s_zone = TimeZoneInfo.CreateCustomTimeZone("east", TimeSpan.FromHours(8), "east", "east");

    [Fact]
    public void Nodes_are_rows_that_name_the_leader() => Assert.Equal(
        """
        node   state    since           roles         version  address   files   lag  owns
        db-1   offline  -               agent         0.1.0    -             0   0 B  -
        web-1  up       01-05 19:00:00  agent,server  0.1.0    10.0.0.1  1,200  17 B  leader, 2 shards
        2 nodes, 1 up, 1 server; leader web-1

        """,
        Printed(printer => printer.Print(new ClusterReport("web-1", [Node("db-1", "offline", 0), Web], []))));

    [Fact]
    public void Server_that_does_not_agree_with_the_leader_is_named_with_the_keys() => Assert.EndsWith(
        "1 node, 1 up, 1 server; leader web-1\n"
        + "web-2 and web-1 differ in zone, channels.ops.secret: give all servers of a consumer group the same values\n",
        Printed(printer => printer.Print(new ClusterReport("web-1", [Web],
            [new SettingsDifference("web-2", "web-1", ["zone", "channels.ops.secret"])]))), StringComparison.Ordinal);

    [Fact]
    public void One_node_comes_with_its_problems_made_safe() => Assert.Contains(
        "problem: /a·[2Jb: no permission",
        Printed(printer => printer.Print(Web with { Problems = ["/a\u001b[2Jb: no permission"] })), StringComparison.Ordinal);

    [Fact]
    public void Shard_that_nobody_owns_shows_a_dash() => Assert.Equal(
        """
        shard    owner  since           epoch  hand-overs  entries  unread
        shard-0  web-1  01-05 19:00:00   1234           3    1,000       5
        shard-1  -      -                   0           0        7       7

        """,
        Printed(printer => printer.Print(
        [
            new ShardRow(0, new OwnedLease("shard-0", "web-1", Noon, 1234, 3), 1000, 5),
            new ShardRow(1, new OwnedLease("shard-1", "", 0, 0, 0), 7, 7),
        ])));

    [Fact]
    public void Journal_has_a_column_for_each_group_and_names_one_that_lost_entries() => Assert.Equal(
        """
        partition  entries   bytes  unread by main  unread by old
        0            1,000  20,480               5          1,000
        1                0       0               -              -
        1,000 entries, 20,480 B, 2 rejected; a partition takes 1,000,000 unread entries
        group main: 5 unread, last commit 01-05 19:00:00
        group old: 1,000 unread, last commit 01-05 18:59:59, lost its hold, 40 dropped before it read them

        """,
        Printed(printer => printer.Print(new JournalReport(1_000_000, 2,
        [
            new JournalPartition(0, 1000, 20_480, [new GroupLag("main", 5, 0, Noon, false), new GroupLag("old", 1000, 40, Noon - 1000, true)]),
            new JournalPartition(1, 0, 0, []),
        ]))));

    [Fact]
    public void Actors_are_a_tree_with_what_each_does_now()
    {
        var output = new StringWriter();
        var tailer = new ActorReport("/user/files/a", "FileTailActor")
        {
            Processed = 12_345, Restarts = 1, LastError = "IOException: \u001b]0;x", Handling = "Chunk", BusyMs = 40,
        };
        ActorPrinter.Print(new ActorReport("/user", "Guardian")
        {
            Children = [new ActorReport("/user/files", "FileCatalogActor") { Waiting = 3, Children = [tailer], Unnamed = 9 }],
        }, output);
        Assert.Equal(
            """
            actor            class             waiting  handled  restarts  now
            /user            Guardian                0        0         0
            /user/files      FileCatalogActor        3        0         0
            /user/files/a    FileTailActor           0   12,345         1  Chunk for 40 ms; last error: IOException: ·]0;x
            /user/files/...  9 more

            """, output.ToString());
    }

    private static ClusterNode Web => Node("web-1", "up", Noon) with
    {
        Roles = ["agent", "server"], Address = "10.0.0.1", Files = 1200, LagBytes = 17, Leads = true, Shards = [0, 3],
    };

    private static ClusterNode Node(string name, string state, long sinceMs) => new(name, state, ["agent"], "0.1.0", "", sinceMs, 0, 0, false, [], []);

    private static string Printed(Action<ClusterPrinter> print)
    {
        var output = new StringWriter();
        print(new ClusterPrinter(s_zone, output));
        return output.ToString();
    }
}
