namespace Dachshund.NodeHost.Configuration;

/// <summary>Where the very first start begins to read the files that are there.</summary>
internal enum StartPosition
{
    /// <summary>Behind what is there: only what is written from then on.</summary>
    End,

    /// <summary>At the first byte.</summary>
    Beginning,
}
