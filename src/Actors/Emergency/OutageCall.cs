namespace Dachshund.Actors.Emergency;

/// <summary>What there is to say now.</summary>
internal enum OutageCall
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Redis is away, to whom it was not said yet.</summary>
    Away,

    /// <summary>Redis is back, to whom it was said that it is away.</summary>
    Back,
}
