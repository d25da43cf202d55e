namespace Dachshund.Hocon.Tests.Binding;

internal sealed record Kennel
{
    [Range("1", "65535")]
    public int Port { get; init; } = 4400;

    [Word("auto", 0), Range("1", "64")]
    public int Partitions { get; init; }

    public long Entries { get; init; } = 1_000_000;

    public double Ratio { get; init; } = 0.5;

    public bool Open { get; init; }

    public string Name { get; init; } = "";

    [Secret, AllowedText("bone", "stick")]
    public string? Password { get; init; }

    [Secret]
    public TimeSpan SecretWait { get; init; }

    [Range("100ms", "1h")]
    public TimeSpan GroupWait { get; init; } = TimeSpan.FromSeconds(3);

    [ByteSize]
    public int LineMax { get; init; } = 1024;

    public Coat Coat { get; init; } = Coat.ShortHaired;

    public Coat? SecondCoat { get; init; }

    [AllowedText("agent", "server")]
    public IReadOnlyList<string> Roles { get; init; } = ["agent"];

    [OneOrMany]
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Match { get; init; } =
        new Dictionary<string, IReadOnlyList<string>>();

    public Bed Bed { get; init; } = new() { Length = 7 };

    public IReadOnlyDictionary<string, Dog> Dogs { get; init; } = new Dictionary<string, Dog>();

    public IReadOnlyList<Bed> Beds { get; init; } = [];
}
