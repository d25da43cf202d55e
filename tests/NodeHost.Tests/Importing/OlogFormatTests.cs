using Dachshund.NodeHost.Configuration;

namespace Dachshund.NodeHost.Tests.Importing;

public class OlogFormatTests
{
    [Fact]
    public void A_servers_configuration_with_its_usual_faults_becomes_one_of_ours()
    {
        var import = Imported.From("olog.cfg", """
            # the sample has such lines
            {
                "device":"AliSrv#root@192.0.2.7:22", // this one
                "log_dirs": [
                    "/ologs"
                ]
                "log_keep_days":360,
                "report_time":"9:05",
                "svr_port":8765,
                "token":"AT_hush",
                "uids":["UID_a"],
                "htmldir": "/www/olog_html",
                "htmlurl": "http://www.example.com/olog_html/",
            }
            """);
        var value = import.Load();
        Assert.Equal(("alisrv", "root@192.0.2.7:22"), (value.Node.Name, value.Node.Ssh));
        Assert.Equal([NodeRole.Agent, NodeRole.Server], value.Node.Roles);
        var folder = value.DropFolders["olog"];
        Assert.Equal(["/ologs"], folder.Paths);
        Assert.Equal(TimeSpan.FromDays(360), folder.Keep);
        var channel = Assert.IsType<WxPusherConfiguration>(value.Channels["wx"]);
        Assert.Equal("AT_hush", channel.AppToken);
        Assert.Equal(["UID_a"], channel.Uids);
        Assert.Equal(("09:05", "/www/olog_html", "http://www.example.com/olog_html/"), (value.Report.Time, value.Report.HtmlDir, value.Report.HtmlUrl));
        Assert.Equal(["wx"], value.Report.Channels);
        Assert.EndsWith("# olog.cfg:3 device (there it is AliSrv)", import.LineOf("name"), StringComparison.Ordinal);
        Assert.Contains("    # olog.cfg:7 log_keep_days; DELETES ", import.Draft.Render(false), StringComparison.Ordinal);
        Assert.Equal(
            ["/srv/old/olog.cfg:1: warning: a comment", "/srv/old/olog.cfg:3: warning: a comment", "/srv/old/olog.cfg:6: warning: a comma is missing",
             "/srv/old/olog.cfg:13: warning: a comma before }"],
            import.Notes(false).Where(note => note.Contains("warning", StringComparison.Ordinal)));
        Assert.Contains("redis.embedded", import.RemarkOn("olog.cfg:9 svr_port: no counterpart"), StringComparison.Ordinal);
        Assert.Contains("password between the devices", import.RemarkOn("olog.cfg:10 token: "), StringComparison.Ordinal);
        Assert.DoesNotContain("hush", import.Draft.Render(false) + string.Join('\n', import.Notes(false)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_device_is_told_how_to_join_and_alerts_by_itself_until_then()
    {
        var import = Imported.From("olog.cfg", """
            { "device": "comsrv", "log_dirs": "ologs", "svr_ip": "www.example.com", "svr_port": 8765, "token": "AT_x", "uids": "UID_a" }
            """);
        var value = import.Load();
        Assert.True(value.Redis.IsEmbedded);
        Assert.Equal(["/srv/old/ologs"], value.DropFolders["olog"].Paths);
        Assert.Null(value.DropFolders["olog"].Keep);
        Assert.Contains("redis.connection = \"www.example.com:6379\"", import.RemarkOn("olog.cfg:1 svr_ip, svr_port: no counterpart"), StringComparison.Ordinal);
    }

    [Fact]
    public void Tasks_of_this_device_and_of_others_are_named_by_host()
    {
        var import = Imported.From("olog.cfg", """
            { "device": "comsrv#a@b",
              "tasks": ["mysql", "backup"],
              "device_tasks": { "BackupSrv#u@h:22": ["rsync", "rsync"], "comsrv#a@b": "nginx" } }
            """);
        var tasks = import.Load().Report.Tasks;
        Assert.Equal(["mysql", "backup", "nginx"], tasks["comsrv"].Select(task => task.Name));
        Assert.Equal(["rsync"], tasks["backupsrv"].Select(task => task.Name));
        Assert.Equal("    comsrv    = [\"mysql\", \"backup\", \"nginx\"]  # olog.cfg:2 tasks", import.LineOf("comsrv"));
        Assert.Equal("    backupsrv = [\"rsync\"]                     # olog.cfg:3 device_tasks", import.LineOf("backupsrv"));
    }

    [Theory]
    [InlineData("\"log_keep_days\": 0", "olog.cfg:1 log_keep_days; DELETES")]
    [InlineData("\"log_keep_days\": \"all\"", "olog.cfg:1 log_keep_days: not understood")]
    [InlineData("\"report_time\": \"25:00\"", "olog.cfg:1 report_time: left out")]
    [InlineData("\"htmlurl\": \"www.example.com\"", "olog.cfg:1 htmlurl: left out")]
    [InlineData("\"device\": [\"a\"]", "olog.cfg:1 device: not understood: should be a text, and is a list")]
    [InlineData("\"device\": \"设备\"", "olog.cfg:1 device: no name can be made of it")]
    [InlineData("\"token\": \"AT_x\"", "olog.cfg:1 token: left out: it reaches nobody")]
    [InlineData("\"uids\": [\"UID_x\"]", "olog.cfg:1 uids: left out")]
    [InlineData("\"tasks\": [\"a\"]", "olog.cfg:1 tasks: left out")]
    [InlineData("\"tasks\": {\"a\": {}}, \"device\": \"d\"", "olog.cfg:1 tasks: not understood")]
    [InlineData("\"log_dir\": \"/x\", \"device\": \"d\"", "olog.cfg:1 log_dir: no key of olog's olog.cfg, and not imported (did you mean \"log_dirs\"?)")]
    [InlineData("\"log_dirs\": [\"/a/*\", \"/b\"]", "olog.cfg:1 log_dirs: left out: drop-folders.olog.paths is a folder's own path")]
    public void What_can_not_be_taken_is_left_out_and_named(string setting, string remark)
    {
        var import = Imported.From("olog.cfg", $$"""{ {{setting}}{{(setting.Contains("log_dirs", StringComparison.Ordinal) ? "" : ", \"log_dirs\": [\"/ologs\"]")}} }""");
        import.Load();
        import.RemarkOn(remark);
    }

    [Fact]
    public void A_folder_within_another_is_watched_with_it()
    {
        var value = Imported.From("olog.cfg", """{ "log_dirs": ["/var/log/x", "/var/log", "/var/log", "/srv"], "device": "a" }""").Load();
        Assert.Equal(["/var/log", "/srv"], value.DropFolders["olog"].Paths);
    }
}
