namespace Dachshund.Journal;

/// <summary>What kind of fault a <see cref="JournalException"/> reports.</summary>
public enum JournalFault
{
    /// <summary>Redis does not answer at the address given.</summary>
    Unreachable,

    /// <summary>Redis wants another password, or refuses ours.</summary>
    Password,

    /// <summary>A setting of the Redis server is not one that we can run on.</summary>
    ServerSetting,

    /// <summary>The data in Redis has another schema or another number of partitions.</summary>
    DataSet,

    /// <summary>A call is bigger than one script may be.</summary>
    Limit,

    /// <summary>An option has a value that cannot be used.</summary>
    Option,

    /// <summary>The embedded server cannot be started.</summary>
    Embedded,

    /// <summary>A script refused its arguments or what it found: a defect of ours.</summary>
    Defect,
}
