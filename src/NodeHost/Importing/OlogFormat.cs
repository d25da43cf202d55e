using System.Globalization;
using Dachshund.NodeHost.Drafting;

namespace Dachshund.NodeHost.Importing;

/// <summary>The <c>olog.cfg</c> of olog, of a device or of its server.</summary>
internal static class OlogFormat
{
    private const string Channel = "wx";
    private static readonly string[] s_taskKeys = ["tasks", "device_tasks"];
    private static readonly string[] s_here = ["localhost", "127.0.0.1", "::1", "0.0.0.0"];

    public static ForeignFormat Format { get; } = new(
        "olog's olog.cfg",
        [
            "device", "log_dirs", "log_keep_days", "report_time", "svr_ip", "svr_port", "token", "uids", "tasks", "device_tasks",
            "htmldir", "htmlurl",
        ],
        NamesLines: true,
        Convert);

    private static void Convert(ForeignFields from, ConfigurationDraft to)
    {
        SetNode(from, to);
        SetFolders(from, to);
        var hasChannel = SetChannel(from, to);
        SetReport(from, to, hasChannel);
        SetTasks(from, to);
        RemarkOnServer(from, to);
    }

    private static void SetNode(ForeignFields from, ConfigurationDraft to)
    {
        if (from.Text("device") is not { } device)
            return;
        var (name, ssh) = Device(device);
        if (name.Length == 0)
            to.Remark($"{from.Origin("device")}: no name can be made of it, so the machine's is taken (node.name)");
        else
        {
            var was = device.Split('#')[0].Trim();
            to.Set("node", "name", HoconLiteral.Of(name), from.Origin("device") + (was == name ? "" : $" (there it is {was})"));
        }

        if (ssh.Length > 0)
            to.Set("node", "ssh", HoconLiteral.Of(ssh), from.Origin("device"));
    }

    private static void SetFolders(ForeignFields from, ConfigurationDraft to)
    {
        const string Section = "drop-folders.olog";
        var paths = from.Paths("log_dirs");
        // What is in another folder of the list is watched with it.
        var outer = paths.Where(path => !paths.Any(other => path.StartsWith($"{other.TrimEnd('/')}/", StringComparison.Ordinal) && path != other)).ToArray();
        if (paths.Count == 0)
            return;
        to.Set(Section, "paths", HoconLiteral.Of(outer),
            $"{from.Origin("log_dirs")}{(outer.Length < paths.Count ? " (folders below these are included)" : "")}");
        if (from.Text("log_keep_days") is not { } days)
            return;
        if (int.TryParse(days, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            to.Set(Section, "keep", $"{number.ToString(CultureInfo.InvariantCulture)}d",
                $"{from.Origin("log_keep_days")}; DELETES older .err, .msg and .log files: see which by 'dachshund check'");
        }
        else
            to.Remark($"{from.Origin("log_keep_days")}: not understood: should be a number of days; without drop-folders.olog.keep nothing is deleted");
    }

    private static bool SetChannel(ForeignFields from, ConfigurationDraft to)
    {
        var uids = from.Texts("uids");
        if (from.Text("token") is not { } token)
        {
            if (uids.Count > 0)
                to.Remark($"{from.Origin("uids")}: left out: nobody is reached without a token");
            return false;
        }

        to.Remark($"{from.Origin("token")}: was the password between the devices as well; here that of Redis is (redis.password)");
        if (uids.Count == 0)
        {
            to.Remark($"{from.Origin("token")}: left out: it reaches nobody without uids");
            return false;
        }

        to.Set($"channels.{Channel}", "type", "wxpusher", from.Origin("token"));
        to.SetSecret($"channels.{Channel}", "app-token", token, "DACHSHUND_WXPUSHER_TOKEN", from.Origin("token"));
        to.Set($"channels.{Channel}", "uids", HoconLiteral.Of(uids), from.Origin("uids"));
        return true;
    }

    private static void SetReport(ForeignFields from, ConfigurationDraft to, bool hasChannel)
    {
        if (from.Text("report_time") is { } time)
        {
            // The tool took 9:05 too.
            var isTime = TimeOnly.TryParseExact(time, "H:m", CultureInfo.InvariantCulture, DateTimeStyles.None, out var parsed);
            to.Set("report", "time", HoconLiteral.Of(isTime ? parsed.ToString("HH:mm", CultureInfo.InvariantCulture) : time), from.Origin("report_time"));
            if (hasChannel)
                to.Set("report", "channels", $"[{Channel}]", from.Origin("report_time", "token"));
        }

        if (from.Paths("htmldir") is [var folder, ..])
            to.Set("report", "html-dir", HoconLiteral.Of(folder), from.Origin("htmldir"));
        if (from.Text("htmlurl") is { } url)
            to.Set("report", "html-url", HoconLiteral.Of(url), from.Origin("htmlurl"));
    }

    private static void SetTasks(ForeignFields from, ConfigurationDraft to)
    {
        var hosts = new Dictionary<string, (List<string> Names, string Origin)>();
        foreach (var key in s_taskKeys)
        {
            if (from.Find(key) is not { } tasks)
                continue;
            if (tasks.Value.Members is { } devices)
            {
                foreach (var device in devices)
                    Add(key, device.Name, device.Value);
            }
            else if (from.Text("device") is { } own)
                Add(key, own, tasks.Value);
            else
                to.Remark($"{from.Origin(key)}: left out: a list of tasks belongs to this device, and there is no device");
        }

        foreach (var (host, (names, origin)) in hosts)
            to.Set("report.tasks", host, HoconLiteral.Of(names.Distinct()), origin);

        void Add(string key, string device, LooseValue value)
        {
            var (host, _) = Device(device);
            if (host.Length == 0 || ForeignFields.TextsOf(value) is not { } names)
                from.NotUnderstood(key, "a list of names, or devices with lists of names", value);
            else if (hosts.TryGetValue(host, out var known))
                known.Names.AddRange(names);
            else
                hosts[host] = ([.. names], from.Origin(key));
        }
    }

    private static void RemarkOnServer(ForeignFields from, ConfigurationDraft to)
    {
        var port = from.Find("svr_port") is not null;
        if (from.Text("svr_ip") is { } server && !s_here.Contains(server))
        {
            to.Remark($"{from.Origin("svr_ip", "svr_port")}: no counterpart: nodes meet in a Redis, not at a server. Once that machine serves its own "
                + $"('dachshund init --role server' there), set redis.connection = \"{server}:6379\", redis.password and node.roles = [agent] here; "
                + "until then this node alerts by itself");
        }
        else if (port)
        {
            to.Remark($"{from.Origin("svr_port")}: no counterpart: nodes meet in a Redis, not at a server. For other machines: "
                + "redis.embedded { bind, port, password }, which 'dachshund init --role server' sets up");
        }
    }

    /// <summary>Takes <c>name#ssh</c> apart.</summary>
    private static (string Name, string Ssh) Device(string device)
    {
        var parts = device.Split('#', 2);
        return (LegalName.Of(parts[0].Trim()), parts.Length > 1 ? parts[1].Trim() : "");
    }
}
