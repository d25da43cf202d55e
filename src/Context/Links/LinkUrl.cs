namespace Dachshund.Context.Links;

/// <summary>The URL of a context page.</summary>
public static class LinkUrl
{
    /// <summary>The path that a token follows.</summary>
    public const string PathStart = "/l/";

    /// <summary>The path that a token of a report follows.</summary>
    public const string ReportPathStart = "/reports/";

    /// <summary>The id of the hit on the page: as the URL's fragment it scrolls there, and no server sees it.</summary>
    public const string HitId = "hit";

    /// <summary>The whole URL: at most 333 letters where the authority has 70.</summary>
    /// <param name="scheme"><c>http</c> or <c>https</c>.</param>
    /// <param name="authority">The node's address and port, as a URL has them.</param>
    /// <param name="token">A signed token.</param>
    public static string Of(string scheme, string authority, string token) =>
        $"{scheme}://{authority}{PathStart}{token}#{HitId}";

    /// <summary>The whole URL of a report.</summary>
    /// <param name="scheme"><c>http</c> or <c>https</c>.</param>
    /// <param name="authority">The node's address and port, as a URL has them.</param>
    /// <param name="token">A signed token of a report.</param>
    public static string OfReport(string scheme, string authority, string token) => $"{scheme}://{authority}{ReportPathStart}{token}";
}
