namespace Dachshund.Hocon.Tests.Binding;

internal sealed record Bed
{
    public int Length { get; init; } = 1;

    public int Width { get; init; } = 2;
}
