using System.Collections.Immutable;

namespace Dachshund.Actors.DropFolder;

/// <summary>What the node knows of one drop folder.</summary>
/// <param name="Files">How many files it has that matter.</param>
/// <param name="IsStarted">Whether what was there at its very first start is noted.</param>
/// <param name="Problems">What can't be read, each with its reason; one line each.</param>
internal sealed record DropFacts(int Files, bool IsStarted, ImmutableArray<string> Problems);
