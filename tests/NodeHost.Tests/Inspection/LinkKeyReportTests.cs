using Dachshund.Context.Keys;
using Dachshund.NodeHost.Inspection;

namespace Dachshund.NodeHost.Tests.Inspection;

/// <summary>Which key signs where, who believes it, and what somebody should do about it.</summary>
public sealed class LinkKeyReportTests
{
    private static readonly DateTimeOffset s_now = new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero);
    private static readonly LinkKey s_key = LinkKey.Create(s_now.AddDays(-2), LinkKey.LifetimeDefault);
    private static readonly LinkKey s_other = LinkKey.Create(s_now.AddDays(-1), LinkKey.LifetimeDefault);

    [Fact]
    public void Key_names_the_servers_that_sign_with_it_and_counts_the_nodes_that_believe_it()
    {
        var report = Report(
            Server("s1", s_key, s_other), Server("s2", s_key), Page("web-1", s_key, s_other), Page("web-2", s_key),
            Page("web-3", s_key) with { State = "offline" });
        Assert.Equal([s_key.Id.ToString(), s_other.Id.ToString()], report.Keys.Select(key => key.Id));
        Assert.Equal(["s1", "s2"], report.Keys[0].SignedBy);
        Assert.Equal((2, 1, 2), (report.Keys[0].BelievedBy, report.Keys[1].BelievedBy, report.Pages));
        Assert.Empty(report.Keys[1].SignedBy);
        Assert.Empty(report.Problems);
    }

    [Fact]
    public void Nodes_that_believe_no_key_of_a_server_are_named_five_at_most()
    {
        var pages = Enumerable.Range(1, 7).Select(number => Page($"web-{number}", s_key));
        var problem = Assert.Single(Report([Server("s1", s_key), Server("s2", s_other), .. pages]).Problems);
        Assert.Equal(
            "links that s2 signs don't open on web-1, web-2, web-3, web-4, web-5 and 2 more: no key of s2 is believed there (docs/links.md)", problem);
    }

    [Fact]
    public void One_key_that_is_believed_is_enough() => Assert.Empty(Report(Server("s1", s_other, s_key), Page("web-1", s_key)).Problems);

    [Fact]
    public void Key_that_ends_within_a_month_is_said_unless_a_later_one_signs()
    {
        var ending = LinkKey.Create(s_now.AddDays(-340), TimeSpan.FromDays(365));
        var problem = Assert.Single(LinkKeyReport.Of([ending.Statement], [Server("s1", ending)], s_now).Problems);
        Assert.Equal($"the key {ending.Id} signs no links after 2026-03-29: 'dachshund keys rotate'", problem);
        Assert.Empty(LinkKeyReport.Of([ending.Statement, s_key.Statement], [Server("s1", s_key)], s_now).Problems);
    }

    private static LinkKeyReport Report(params ClusterNode[] nodes) =>
        LinkKeyReport.Of([s_other.Statement, s_key.Statement, s_key.Statement], nodes, s_now);

    private static ClusterNode Server(string name, params LinkKey[] keys) => Node(name) with { LinkKeys = Ids(keys) };

    private static ClusterNode Page(string name, params LinkKey[] keys) => Node(name) with { TrustedKeys = Ids(keys) };

    private static string[] Ids(LinkKey[] keys) => [.. keys.Select(key => key.Id.ToString())];

    private static ClusterNode Node(string name) => new(name, "up", [], "0.1.0", "", 0, 0, 0, false, [], []);
}
