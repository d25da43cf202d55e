namespace Dachshund.Alerting;

/// <summary>The language of messages.</summary>
public enum MessageLanguage
{
    /// <summary>English.</summary>
    En,

    /// <summary>Chinese.</summary>
    Zh,

    /// <summary>Chinese, then English.</summary>
    Both,
}
