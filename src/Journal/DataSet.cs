namespace Dachshund.Journal;

/// <summary>What is in Redis, as its first user wrote it.</summary>
/// <param name="Schema">Version of the schema.</param>
/// <param name="Partitions">Number of partitions.</param>
/// <param name="Id">Random id; another one means an emptied or another Redis.</param>
internal sealed record DataSet(int Schema, int Partitions, string Id);
