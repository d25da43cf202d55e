namespace Dachshund.Hocon.Tests.Binding;

internal sealed record Sleeper : Dog;
