namespace Dachshund.Journal.Tests.Scripts;

/// <summary>A run of a script that works, before its parts are broken one by one.</summary>
/// <param name="Name">Name of the script.</param>
/// <param name="Keys">Its keys, each with the type that it must have.</param>
/// <param name="Arguments">Its arguments; <c>$history</c> stands for the server's.</param>
public sealed record ScriptCase(
    string Name, IReadOnlyList<(string Key, string Type)> Keys, IReadOnlyList<(string Value, Breakable How)> Arguments)
{
    /// <summary>What tells two cases of one script apart.</summary>
    public string Variant { get; init; } = "";

    /// <summary>Whether the script takes any number of further arguments.</summary>
    public bool TakesMoreArguments { get; init; }

    /// <summary>Whether a key of another type is passed over instead of refused.</summary>
    public bool TakesAnyKey { get; init; }

    /// <summary>Keys from this one on are passed over when they are of another type, and the rest is done; default none.</summary>
    public int PassesOverFrom { get; init; } = int.MaxValue;

    /// <summary>Whether the script only reads.</summary>
    public bool ReadsOnly { get; init; }

    public override string ToString() => $"{Name} {Variant}";

    private static readonly (string, string) _session = ("n:session:web-1", "hash");
    private static readonly (string, string) _journal = ("n:0:journal", "stream");
    private static readonly (string, string) _cursors = ("n:0:cursors", "hash");
    private static readonly (string, string) _beats = ("n:0:beats", "zset");
    private static readonly (string, string) _since = ("n:0:since", "hash");
    private static readonly (string, string) _clock = ("n:0:clock", "hash");
    private static readonly (string, string) _lease = ("n:g:main:lease:shard-0", "hash");

    /// <summary>The commands that make what the cases work on.</summary>
    public static IReadOnlyList<string[]> Setup { get; } =
    [
        ["HSET", "n:meta", "schema", "1", "partitions", "1", "id", "set1"],
        ["HSET", "n:session:web-1", "incarnation", "i1", "pulse", "7", "state", "up"],
        ["HSET", "n:session:web-2", "incarnation", "i2", "pulse", "3", "state", "up"],
        ["XADD", "n:0:journal", "1-1", "e", "old"],
        ["HSET", "n:0:ckpt:web-1", "f", "10 1 0 0 0 /a"],
        ["HSET", "n:0:cursors", "main", "1-1 1 1 held", "slow", "0-0 0 1 held"],
        ["ZADD", "n:0:beats", "1", "web-1", "1", "web-2", "51000", "web-3"],
        ["HSET", "n:0:since", "web-1", "1", "web-3", "1000"],
        ["HSET", "n:0:clock", "wall", "1", "seen", "50000"],
        ["HSET", "n:g:main:lease:shard-0", "owner", "web-1:i1", "epoch", "5", "rev", "2"],
        ["HSET", "n:g:main:lease:shard-1", "owner", "web-2:i2", "epoch", "6", "rev", "0"],
        ["HSET", "n:state", "a", "1"],
        ["HSET", "n:state2", "a", "1"],
        ["ZADD", "n:due", "1", "x"],
        ["XADD", "n:notices", "1-1", "k", "v"],
        ["HSET", "n:budget:r", "slot:s9", "open 1 99999999999999"],
    ];

    public static IReadOnlyList<ScriptCase> All { get; } =
    [
        new("meta", [("n:meta", "hash")], [S("1"), S("16"), W("new")]) { ReadsOnly = true },
        new(
            "append",
            [_session, _journal, ("n:0:ckpt:web-1", "hash"), _cursors],
            [
                S("i1"), S("1000"), S("1000"), L("n:bell:journal-0"), S("2"),
                L("f"), W("10"), W("20"), F("0 0 0 /a"), S("0"), S("2"), F("one"), F("two"),
                L("g"), W("none"), W("5"), F("0 0 0 /b"), S("1"), S("0"),
            ]),
        Beat("open", "", "i1"),
        Beat("beat", "$history", "i1"),
        Beat("bye", "$history", "i1"),
        new("beats", [_beats, _since, _clock], [S("0"), S("10"), F("web-1")])
        {
            ReadsOnly = true,
            TakesMoreArguments = true,
        },
        new(
            "acquire",
            [("n:g:main:lease:shard-1", "hash"), _session, ("n:session:web-2", "hash"), _cursors, _journal],
            [
                W("web-1"), S("i1"), S("$history"), S("web-2:i2"), S("6"), S("3"), S("expired"), F("new"),
                L("n:presence:web-2:i2"),
            ]),
        new("release", [_lease], [S("web-1:i1"), S("5"), F("web-2"), L("n:bell:lease")]),
        new("look", [_lease], [L("n:session:"), L("n:presence:")]) { ReadsOnly = true, TakesAnyKey = true },
        new("waiting", [_journal, _cursors, _lease], [F("main")]) { ReadsOnly = true, TakesAnyKey = true },
        new("read", [_journal], [S("0-0"), S("10"), S("1000"), S("1000")]) { ReadsOnly = true },
        new("muster", [("n:g:main:servers", "zset")], [S("sign"), S("web-1:i1"), S("5000"), L("n:presence:")]),
        new(
            "commit",
            [
                _lease, _beats, _clock, _since, _cursors,
                ("n:state", "hash"), ("n:due", "zset"), ("n:notices", "stream"), _journal,
                ("n:state2", "hash"),
            ],
            [
                S("$history"), S("web-1:i1"), S("5"), S("2"),
                S("q"), S("2"), S("3"), W("web-2"), S("1000"),
                S("p"), S("2"), S("3"), S("4"), W("web-3"), S("20000"), S("10000"),
                S("c"), S("5"), L("main"), S("2-0"), S("1"),
                S("h"), S("6"), L("b"), F("value"),
                S("d"), S("6"), L("a"),
                S("z"), S("7"), L("y"), F("5"),
                S("r"), S("7"), L("x"),
                S("x"), S("8"), L("kind"), S("1000"), F("body"),
                S("t"), S("8"), S("1-1"),
                S("j"), S("5"), S("9"), S("1000"), S("1000"),
                S("b"), L("n:bell:x"),
                S("u"), S("10"),
            ]),
        Budget("take", "s1"),
        Budget("done", "s9"),
        new("keep", [("n:samples", "hash"), ("n:samples-due", "zset")], [S("60000"), S("10"), L("web-1:1:2:0:5:3"), F("/a\nx")])
        {
            TakesMoreArguments = true,
        },
        new("checkin", [_journal, _cursors, ("n:0:checkins:web-1", "zset")], [S("1000"), S("60000"), L("n:bell:journal-0"), L("task:x"), L("entry")]),
        Expel("down"),
        Expel("forget"),
    ];

    private static ScriptCase Expel(string operation) => new(
        "expel",
        [_session, _beats, _since, ("n:0:ckpt:web-1", "hash"), _journal],
        [S(operation), W("web-1"), S("3"), S("0"), L("n:bell:journal-0"), F("forget")])
    {
        Variant = operation,
        PassesOverFrom = 6,
    };

    private static ScriptCase Budget(string operation, string slot) => new(
        "budget", [("n:budget:r", "hash")], [S(operation), S("20"), S("60000"), S("10000"), W(slot), S("0")])
    {
        Variant = operation,
        PassesOverFrom = 6,
    };

    private static ScriptCase Beat(string operation, string history, string incarnation) => new(
        "beat",
        [("n:meta", "hash"), _session, _beats, _since, _clock, _journal, _lease, ("n:1:clock", "hash")],
        [
            S(operation), W("web-1"), W(incarnation), operation == "open" ? F(history) : S(history),
            S("set1"), S("1000"), S("20000"),
            L("n:bell:journal-0"), F(""), F(""), S("0"), F("hello"), S("1"), W("version"), F("1"), S("5"),
        ])
    {
        Variant = operation,
        PassesOverFrom = 6,
    };

    private static (string, Breakable) S(string value) => (value, Breakable.Strict);

    private static (string, Breakable) W(string value) => (value, Breakable.Word);

    private static (string, Breakable) L(string value) => (value, Breakable.Filled);

    private static (string, Breakable) F(string value) => (value, Breakable.Free);
}
