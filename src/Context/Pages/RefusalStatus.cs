namespace Dachshund.Context.Pages;

/// <summary>The answers that say no; their numbers are HTTP's.</summary>
public enum RefusalStatus
{
    /// <summary>The node gives nothing to this address, or not by this method.</summary>
    Forbidden = 403,

    /// <summary>For all that is wrong with a token, and for paths that the server doesn't have.</summary>
    NotFound = 404,

    /// <summary>The link is right; the node can't look the file up now.</summary>
    Unavailable = 503,
}
