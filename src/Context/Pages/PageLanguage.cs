namespace Dachshund.Context.Pages;

/// <summary>The language of a page's own words.</summary>
public enum PageLanguage
{
    /// <summary>Chinese.</summary>
    Chinese,

    /// <summary>English.</summary>
    English,

    /// <summary>Chinese, then English.</summary>
    Both,
}
