namespace Dachshund.NodeHost.Importing;

/// <summary>A named value.</summary>
/// <param name="Name">As written.</param>
/// <param name="Value">The value.</param>
/// <param name="Line">Where the name stands, from 1.</param>
internal sealed record LooseMember(string Name, LooseValue Value, int Line);
