using System.Collections.Immutable;

namespace Dachshund.Context.Pages;

/// <summary>The headers of every answer that is a page, a refusal's too.</summary>
public static class PageHeaders
{
    /// <summary>Names and values. No script at all, the one style by its hash, no frame, no cache, no referrer (the token
    /// stands in the address), no search engine.</summary>
    public static ImmutableArray<KeyValuePair<string, string>> All { get; } = WithStyle(PageStyle.Hash);

    /// <summary>The headers of a page with another style.</summary>
    /// <param name="hash">The style's hash, as a Content-Security-Policy names it.</param>
    public static ImmutableArray<KeyValuePair<string, string>> WithStyle(string hash) =>
    [
        new("Content-Type", "text/html; charset=utf-8"),
        new("Content-Security-Policy",
            $"default-src 'none'; style-src '{hash}'; img-src data:; base-uri 'none'; form-action 'none'; "
            + "frame-ancestors 'none'"),
        new("X-Content-Type-Options", "nosniff"),
        new("X-Frame-Options", "DENY"),
        new("Cache-Control", "no-store"),
        new("Referrer-Policy", "no-referrer"),
        new("Cross-Origin-Resource-Policy", "same-origin"),
        new("Cross-Origin-Opener-Policy", "same-origin"),
        new("X-Robots-Tag", "noindex, nofollow"),
    ];
}
