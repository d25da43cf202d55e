namespace Dachshund.Tailing;

/// <summary>What became of an open file since it was read last.</summary>
public enum FileState
{
    /// <summary>Nothing to do.</summary>
    Quiet,

    /// <summary>There are bytes that were not looked at yet.</summary>
    Grown,

    /// <summary>The content is another one: cut off before the offset, or written anew.
    /// <see cref="TailedFile.BeginNextGeneration"/> goes on from here.</summary>
    Truncated,

    /// <summary>No name leads to the file any more. What is in it can be read as long as it is held open; when it is
    /// read to its end, disposing it gives the disk space back.</summary>
    Deleted,

    /// <summary>The file system refused an answer; <see cref="TailedFile.Problem"/> says why.</summary>
    Failed,
}
