namespace Dachshund.NodeHost.Configuration;

/// <summary>The language of messages and pages.</summary>
internal enum LanguageSetting
{
    /// <summary>What <c>LANG</c> says: Chinese for <c>zh</c>, else English.</summary>
    Auto,

    /// <summary>Chinese.</summary>
    Zh,

    /// <summary>English.</summary>
    En,

    /// <summary>Chinese, then English.</summary>
    Both,
}
