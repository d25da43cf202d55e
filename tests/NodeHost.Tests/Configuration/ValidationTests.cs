namespace Dachshund.NodeHost.Tests.Configuration;

public class ValidationTests
{
    private const string Ding = "type = dingtalk, webhook = \"https://h/x?access_token=t\"";
    private const string Rule = "paths = x, keywords = [a]";

    [Theory]
    [InlineData("zone = Asia/Shangai", "zone: \"Asia/Shangai\" is no time zone; write an IANA name like Asia/Shanghai, or auto (did you mean \"Asia/Shanghai\"?)")]
    [InlineData("language = zhh", "language: must be one of auto, zh, en, both, but is \"zhh\" (did you mean \"zh\"?)")]
    [InlineData("node.name = Web-1", "node.name: \"Web-1\" is no name: a name has 1 to 64 of the characters a-z 0-9 . _ - (did you mean \"web-1\"?)")]
    [InlineData("node.name = \"a b\"", "node.name: \"a b\" is no name: a name has 1 to 64 of the characters a-z 0-9 . _ -")]
    [InlineData("node.roles = []", "node.roles: must have at least one of agent, server, seed")]
    [InlineData("node.roles = [agent, agent]", "node.roles[1]: agent is there twice")]
    [InlineData("node.roles = [agnet]", "node.roles[0]: must be one of agent, server, seed, but is \"agnet\" (did you mean \"agent\"?)")]
    [InlineData("node.labels.host = x", "node.labels.host: alerts have a label host of their own; take another name")]
    [InlineData("node.labels.a = \"\"", "node.labels.a: a label has 1 to 256 characters on one line")]
    [InlineData("node.data-dir = \"\"", "node.data-dir: must be a folder")]
    [InlineData("redis.connection = \"a:b:c\"", "redis.connection: must be embedded, or host:port of one Redis; its password goes into redis.password")]
    [InlineData("redis.connection = \"\"", "redis.connection: must be embedded, or host:port of one Redis; its password goes into redis.password")]
    [InlineData("redis.connection = \"redis:99999\"", "redis.connection: must be embedded, or host:port of one Redis; its password goes into redis.password")]
    [InlineData("redis.connection = \"[::1]:6379\"", "redis.connection: the Redis client speaks IPv4 only: write the host's name, or an IPv4 address")]
    [InlineData("redis.namespace = A", "redis.namespace: \"A\" is no name: a name has 1 to 64 of the characters a-z 0-9 . _ - (did you mean \"a\"?)")]
    [InlineData("redis.partitions = 0", "redis.partitions: must be from 1 to 1024, or auto, but is \"0\"")]
    [InlineData("redis.embedded { bind = 0.0.0.0, port = 1 }", "redis.embedded.bind: serves other machines, which must know the password: set redis.embedded.password")]
    [InlineData("redis.embedded { bind = 0.0.0.0, password = x }", "redis.embedded.bind: serves other machines, which must know the port: set redis.embedded.port")]
    [InlineData("redis.embedded.bind = here", "redis.embedded.bind: \"here\" is no address to listen on; write an IP address, localhost")]
    [InlineData("server.consumer-group = \"\"", "server.consumer-group: \"\" is no name: a name has 1 to 64 of the characters a-z 0-9 . _ -")]
    [InlineData("cluster.lease-renew = 2500ms", "cluster.lease-renew: 2500ms must be less than half of cluster.lease-ttl (5s)")]
    [InlineData("cluster.offline-after = 5s", "cluster.offline-after: 5s must be more than cluster.heartbeat-interval (5s)")]
    [InlineData("context-web.bind = here", "context-web.bind: \"here\" is no address to listen on; write an IP address, localhost, or auto")]
    [InlineData("context-web.certificate = /no/such.pem", "context-web.certificate: can't be read: Could not find a part of the path '/no/such.pem'.")]
    [InlineData("context-web.certificate = /etc/hostname", "context-web.certificate: /etc/hostname and /etc/hostname are no PEM certificate and the private key that belongs to it")]
    [InlineData("context-web.certificate-key = x", "context-web.certificate-key: a key without a certificate: set context-web.certificate too")]
    [InlineData("inputs.app { keywords = [a] }", "inputs.app.paths: is required")]
    [InlineData("inputs.app { paths = [], keywords = [a] }", "inputs.app.paths: must have at least one file, folder or glob")]
    [InlineData("inputs.app { paths = x }", "inputs.app: looks for nothing; it needs keywords or regex, or rules { NAME { ... } }")]
    [InlineData("inputs.app { paths = x, exclude = [a] }", "inputs.app: looks for nothing; it needs keywords or regex, or rules { NAME { ... } }")]
    [InlineData("inputs.app { paths = x, rules.r.exclude = [a] }", "inputs.app.rules.r: looks for nothing; it needs keywords or regex")]
    [InlineData("inputs.app { paths = x, rules {} }", "inputs.app.rules: must have at least one rule")]
    [InlineData("inputs.app { " + Rule + ", rules.r.keywords = [b] }", "inputs.app.keywords: an input is one rule or has rules { }, never both; put it into a rule")]
    [InlineData("inputs.app { paths = x, severity = info, rules.r.keywords = [b] }", "inputs.app.severity: an input is one rule or has rules { }, never both; put it into a rule")]
    [InlineData("inputs.App { " + Rule + " }", "inputs.App: \"App\" is no name: a name has 1 to 64 of the characters a-z 0-9 . _ - (did you mean \"app\"?)")]
    [InlineData("inputs.app { paths = x, keywords = [a, \"\"] }", "inputs.app.keywords[1]: an empty keyword would match every line")]
    [InlineData("inputs.app { paths = x, keywords = [\"a\\nb\"] }", "inputs.app.keywords[0]: a keyword is looked for within a line, so it cannot hold a line break")]
    [InlineData("inputs.app { paths = x, regex = [\"a(b\"] }", "inputs.app.regex[0]: is no regular expression: InsufficientClosingParentheses near character 3 of a(b")]
    [InlineData("inputs.app { paths = x, regex = [\"a(?=b)\"] }", "inputs.app.regex[0]: look-arounds, back-references and atomic groups are not supported: a(?=b)")]
    [InlineData("inputs.app { " + Rule + ", exclude = [\"*\"] }", "inputs.app.exclude[0]: is no regular expression: QuantifierAfterNothing near character 1 of *")]
    [InlineData("inputs.app { " + Rule + ", from = start }", "inputs.app.from: must be one of end, beginning, but is \"start\"")]
    [InlineData("inputs.app { " + Rule + ", severity = warn }", "inputs.app.severity: must be one of info, warning, error, critical, but is \"warn\"")]
    [InlineData("channels.ops { type = dingtak }", "channels.ops.type: \"dingtak\" is not known; one of dingtalk, wxpusher, terminal (did you mean \"dingtalk\"?)")]
    [InlineData("channels.ops { type = dingtalk }", "channels.ops.webhook: is required")]
    [InlineData("channels.ops { type = dingtalk, webhook = \"oapi.dingtalk.com/robot\" }", "channels.ops.webhook: must be a whole URL that starts with http://, https://")]
    [InlineData("channels.ops { type = dingtalk, webhook = \"https://h/x?token=t\" }", "channels.ops.webhook: has no access_token; copy the whole URL from the robot's settings")]
    [InlineData("channels.ops { type = dingtalk, webhook = \"https://h/x?access_token=\" }", "channels.ops.webhook: has no access_token; copy the whole URL from the robot's settings")]
    [InlineData("channels.ops { " + Ding + ", at-mobile = [1] }", "channels.ops.at-mobile: there is no such key (did you mean \"at-mobiles\"?)")]
    [InlineData("channels.ops { " + Ding + ", base-url = x }", "channels.ops.base-url: must be a whole URL that starts with http://, https://")]
    [InlineData("channels.ops { " + Ding + ", proxy = \"ftp://x\" }", "channels.ops.proxy: must be a whole URL that starts with http://, https://, socks4://, socks4a://, socks5://, or none")]
    [InlineData("channels.ops { " + Ding + ", timeout = 10m }", "channels.ops.timeout: must be from 100ms to 5m, but is \"10m\"")]
    [InlineData("channels.ops { " + Ding + ", keywords = [1,2,3,4,5,6,7,8,9,10,11] }", "channels.ops.keywords: has 11 entries; at most 10 are allowed")]
    [InlineData("channels.ops { " + Ding + ", keywords = [\"\"] }", "channels.ops.keywords[0]: is empty")]
    [InlineData("channels.ops { " + Ding + ", message-type = html }", "channels.ops.message-type: must be one of markdown, text, but is \"html\"")]
    [InlineData("channels.ops { type = wxpusher }", "channels.ops: needs app-token with uids or topic-ids, or spt")]
    [InlineData("channels.ops { type = wxpusher, app-token = x }", "channels.ops: reaches nobody: it needs uids or topic-ids")]
    [InlineData("channels.ops { type = wxpusher, app-token = x, topic-ids = [1,2,3,4,5,6] }", "channels.ops.topic-ids: has more than 5 topics")]
    [InlineData("channels.ops { type = wxpusher, app-token = x, topic-ids = [a] }", "channels.ops.topic-ids[0]: must be a whole number, but is \"a\"")]
    [InlineData("channels.ops { type = terminal, lines = 0 }", "channels.ops.lines: must be from 1 to 1000, but is \"0\"")]
    [InlineData("alerting.channels = [ops]", "alerting.channels[0]: there is no channel \"ops\"; none is configured")]
    [InlineData("channels.ops.type = terminal, alerting.routes = [{ channels = [opps] }]", "alerting.routes[0].channels[0]: there is no channel \"opps\"; there are ops (did you mean \"ops\"?)")]
    [InlineData("alerting.routes = [{ match.host = a }]", "alerting.routes[0].channels: is required")]
    [InlineData("alerting.routes = [{ channels = [], match.kind = offlin }]", "alerting.routes[0].match.kind: \"offlin\" is no kind; there are match, offline, recovered, lost-bytes, full, drop-file, task, channel (did you mean \"offline\"?)")]
    [InlineData("alerting.routes = [{ channels = [], match.severity = [error, warn] }]", "alerting.routes[0].match.severity[1]: \"warn\" is no severity; there are critical, error, warning, info")]
    [InlineData("alerting.routes = [{ channels = [], except.host = [] }]", "alerting.routes[0].except.host: has no values, so nothing would ever match")]
    [InlineData("emergency.channels = [ops]", "emergency.channels[0]: there is no channel \"ops\"; none is configured")]
    [InlineData("report.channels = [ops]", "report.channels[0]: there is no channel \"ops\"; none is configured")]
    [InlineData("report.time = \"24:00\"", "report.time: \"24:00\" is no time of day; write HH:mm, from 00:00 to 23:59")]
    [InlineData("report.time = \"9:00\"", "report.time: \"9:00\" is no time of day; write HH:mm, from 00:00 to 23:59")]
    [InlineData("report.tasks.Web = backup", "report.tasks.Web: \"Web\" is no name: a name has 1 to 64 of the characters a-z 0-9 . _ - (did you mean \"web\"?)")]
    [InlineData("report.tasks.web = [a, a]", "report.tasks.web[1]: \"a\" is there twice")]
    [InlineData("report.tasks.web = [{ every = 1h }]", "report.tasks.web[0].name: is required")]
    [InlineData("report.tasks.web = [[a]]", "report.tasks.web[0]: must be an object { ... }, but is a list")]
    [InlineData("report.tasks.web = [{ name = a, every = 1s }]", "report.tasks.web[0].every: must be from 1m to 366d, but is \"1s\"")]
    [InlineData("report.tasks.web = [{ name = a, every = 1d, cron = \"0 3 * * *\" }]", "report.tasks.web[0].cron: stands beside every; write one of them")]
    [InlineData("report.tasks.web = [{ name = a, cron = \"0 3 30 2 *\" }]", "report.tasks.web[0].cron: \"0 3 30 2 *\" is a time that never comes")]
    [InlineData("report.tasks.web = [{ name = \"a\\nb\" }]", "report.tasks.web[0].name: the name of a task has no control characters")]
    [InlineData("context-web.ping-token = short", "context-web.ping-token: is too easy to guess; 16 characters at least")]
    [InlineData("report.html-url = \"https://h/x\"", "report.html-url: is where report.html-dir is seen: set that too")]
    [InlineData("report { html-dir = /r, html-url = /x }", "report.html-url: must be a whole URL that starts with http://, https://")]
    [InlineData("context-web.bind = nowhere", "context-web.bind: \"nowhere\" is no address to listen on; write an IP address, localhost, or auto")]
    [InlineData("redact.sets = [secrets, card]", "redact.sets[1]: there is no set 'card'; there are secrets, cards, chinese-ids")]
    [InlineData("redact.patterns = [\"a\", \"\"]", "redact.patterns[1]: a pattern has 1 to 1000 letters, this one has 0")]
    [InlineData("redact.patterns = [\"(?<=a)b\"]", "redact.patterns[0]: '(?<=a)b' uses look-around, back-references or the like, which take more than linear time")]
    [InlineData("redact.patterns = [\"a(b\"]", "redact.patterns[0]: Invalid pattern 'a(b' at offset 3. Not enough )'s.")]
    [InlineData("tailing.max-line = 100M", "tailing.max-line: must be from 1K to 64M, but is \"100M\"")]
    [InlineData("drop-folders.a {}", "drop-folders.a.paths: is required")]
    [InlineData("drop-folders.A.paths = x", "drop-folders.A: \"A\" is no name: a name has 1 to 64 of the characters a-z 0-9 . _ - (did you mean \"a\"?)")]
    [InlineData("drop-folders.a.paths = []", "drop-folders.a.paths: must have at least one folder")]
    [InlineData("drop-folders.a.paths = [\"/srv/*/drop\"]", "drop-folders.a.paths[0]: is a folder's own path, no glob; list each folder (those below it are included)")]
    [InlineData("drop-folders.a.paths = [\"/srv/..\"]", "drop-folders.a.paths[0]: is the whole machine; name a folder that is used for nothing else")]
    [InlineData("drop-folders { a.paths = /srv/drop, b.paths = [/tmp, /srv/drop/sub/] }", "drop-folders.b.paths[1]: /srv/drop/sub and /srv/drop of drop-folders.a are one in the other: each file would count twice; name folders apart")]
    [InlineData("drop-folders.a { paths = /d, alert-extensions = [err, .msg] }", "drop-folders.a.alert-extensions[1]: \".msg\" is no extension: 1 to 16 letters, digits, _ or -, without a dot, as in err")]
    [InlineData("drop-folders.a { paths = /d, keep = 30 }", "drop-folders.a.keep: must be from 1h to 36500d, but is \"30\"")]
    [InlineData("drop-folders.a { paths = /d, settle = 10ms }", "drop-folders.a.settle: must be from 100ms to 1h, but is \"10ms\"")]
    [InlineData("drop-folders.a { paths = /d, labels.task = x }", "drop-folders.a.labels.task: alerts have a label task of their own; take another name")]
    [InlineData("drop-folders.a = x", "drop-folders.a: must be an object { ... }, but is text")]
    public void What_cannot_work_is_refused_at_its_place(string body, string expected)
    {
        Assert.Equal($"watch:2: {expected}", Configured.From(body).OnlyError());
    }

    [Theory]
    [InlineData("", "channels: warning: there are no channels: nobody is told of anything")]
    [InlineData("channels.a { " + Ding + ", budget = 30 }", "channels.a.budget: warning: over 20 messages a minute DingTalk stops the robot for ten minutes")]
    [InlineData("channels.a { type = wxpusher, spt = x, uids = [y] }", "channels.a.spt: warning: is used alone; app-token, uids and topic-ids have no effect")]
    [InlineData("node.roles = agent, cluster.offline-after = 8s", "cluster.offline-after: warning: is less than two heartbeats: one late beat is an outage")]
    [InlineData("node.roles = agent, redis.password = x", "redis.password: warning: is that of an external Redis; an embedded one has redis.embedded.password")]
    [InlineData("node.roles = agent, alerting.group-by = [rul]", "alerting.group-by[0]: warning: no alert from this configuration has a label \"rul\" (did you mean \"rule\"?)")]
    [InlineData("node.roles = agent, alerting.routes = [{ channels = [], match.sit = x }]", "alerting.routes[0].match.sit: warning: no alert from this configuration has a label \"sit\"")]
    [InlineData("node.roles = agent, alerting.routes = [{ channels = [] }, { channels = [], match.host = a }]", "alerting.routes[0]: warning: takes every alert, so the routes after it are never tried")]
    public void What_is_odd_is_warned_about(string body, string expected)
    {
        var loaded = Configured.From(body);
        loaded.Valid();
        Assert.EndsWith($": {expected}", Assert.Single(loaded.Warnings).ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("redis.connection = redis")]
    [InlineData("redis.connection = \"10.0.0.1:6379\"")]
    [InlineData("redis.embedded { bind = \"::\", port = 6400, password = x }")]
    [InlineData("zone = UTC")]
    [InlineData("node.labels { site = \"上海\" }, alerting.routes = [{ channels = [], match.site = [\"上*\", b] }]")]
    [InlineData("alerting.routes = [{ channels = [], match { kind = \"off*\", severity = [critical] } }]")]
    [InlineData("channels.a { " + Ding + ", proxy = none }")]
    [InlineData("channels.a { " + Ding + ", proxy = \"socks5://p:1080\" }")]
    [InlineData("channels.a { type = wxpusher, app-token = x, topic-ids = 7 }")]
    [InlineData("inputs.app { paths = x, regex = [\"(?i)\\\\bpanic\\\\b\"], exclude = \"debug\" }")]
    [InlineData("alerting.channels = []")]
    [InlineData("redact { sets = [], patterns = \"(?i)order \\\\d+\" }")]
    [InlineData("redact.sets = [secrets, cards, chinese-ids]")]
    [InlineData("drop-folders { a { paths = /srv/drop, keep = 30d }, b { paths = /srv/drop2, alert-extensions = [] } }")]
    [InlineData("drop-folders.a { paths = /d, labels.team = x }, alerting.routes = [{ channels = [], match { team = x, task = backup } }]")]
    [InlineData("cluster { lease-ttl = 10s, lease-renew = 4s, heartbeat-interval = 1m, offline-after = 5m }")]
    public void What_works_is_accepted(string body)
    {
        Configured.From(body).Valid();
    }

    [Fact]
    public void All_that_is_wrong_is_told_at_once_in_the_order_of_the_text()
    {
        var loaded = Configured.From("report.time = x\nzone = x\nnode.name = X\ninputs.app { " + Rule + ", regex = [\"(\"] }\nalerting.channels = [x]");
        Assert.Equal(Enumerable.Range(2, 5).Select(line => $"watch:{line}"), loaded.Errors.Select(error => error.Origin.ToString()));
    }

    [Fact]
    public void Values_of_a_wrong_kind_and_what_else_is_wrong_are_told_together_without_guesses_about_the_unread()
    {
        var loaded = Configured.From(
            "cluster.lease-ttl = 1h\nzone = x\nnode.name = X\ninputs.app { paths = x, keyword = a }\nchannels.ops.type = dingtak\n" +
            "alerting.channels = [ops, oops]\nchannels.b { type = dingtalk, webhook = \"https://h\" }\ninputs.b { " + Rule + ", regex = [\"(\"] }");
        Assert.Equal(
            [
                "watch:2: cluster.lease-ttl", "watch:3: zone", "watch:4: node.name", "watch:5: inputs.app.keyword", "watch:6: channels.ops.type",
                "watch:7: alerting.channels[1]", "watch:8: channels.b.webhook", "watch:9: inputs.b.regex[0]",
            ],
            loaded.Errors.Select(error => $"{error.Origin}: {error.Path}"));
    }
}
