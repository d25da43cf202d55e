namespace Dachshund.Tasks.Reports;

/// <summary>The language of a report's own words.</summary>
public enum ReportLanguage
{
    /// <summary>English.</summary>
    En,

    /// <summary>Chinese.</summary>
    Zh,

    /// <summary>Chinese, then English.</summary>
    Both,
}
