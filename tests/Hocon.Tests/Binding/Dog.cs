namespace Dachshund.Hocon.Tests.Binding;

[Variant("type", "hunter", typeof(Hunter))]
[Variant("type", "sleeper", typeof(Sleeper))]
internal abstract record Dog
{
    public int Age { get; init; } = 3;
}
