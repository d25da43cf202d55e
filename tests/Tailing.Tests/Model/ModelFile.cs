namespace Dachshund.Tailing.Tests.Model;

internal sealed class ModelFile
{
    public required List<string> Paths { get; init; }

    public required ModelContent Content { get; set; }

    public required FileIdentity Identity { get; init; }
}
