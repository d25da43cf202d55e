using System.Collections.Immutable;
using Dachshund.Tailing;

namespace Dachshund.Actors.FileTail;

/// <summary>
/// What a node had in Redis when it last looked: of use only to a start that finds another data set there. Immutable.
/// </summary>
/// <param name="DataSet">The data set that acknowledged it.</param>
/// <param name="Inputs">The inputs whose first start is over.</param>
/// <param name="Files">The acknowledged places.</param>
internal sealed record PositionsHint(string DataSet, ImmutableArray<string> Inputs, ImmutableArray<FileCheckpoint> Files);
