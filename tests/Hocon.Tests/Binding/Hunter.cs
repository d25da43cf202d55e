namespace Dachshund.Hocon.Tests.Binding;

internal sealed record Hunter : Dog
{
    [Required]
    public string Prey { get; init; } = "";
}
