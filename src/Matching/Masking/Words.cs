namespace Dachshund.Matching.Masking;

/// <summary>The words that the masker knows.</summary>
internal static class Words
{
    /// <summary>Keys whose values say what happened, not to whom: these values stay.</summary>
    public static readonly WordList TellingKeys = new(
        "level lvl severity sev msg message error err reason event type kind op method cmd status state result code logger caller");

    /// <summary>Words after "user" that are no user's name.</summary>
    public static readonly WordList AfterUser = new(
        "is has had was not of in with for from and or to on at by name id data account request does did could cannot login "
        + "logged session agent space mode");

    /// <summary>Last labels of host names. What is also a file's or a method's name is left out.</summary>
    public static readonly WordList TopLevelDomains = new(
        "com net org edu gov mil io cn de uk eu fr nl ru jp kr br mx au tw hk sg us ca it pl se ch es be cz at lan local internal");

    public static readonly WordList Days = new("Mon Tue Wed Thu Fri Sat Sun");

    public static readonly WordList Months = new("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec");

    public static readonly WordList Zones = new("UTC GMT Z CST CET CEST EST EDT PST PDT");

    public static readonly WordList Levels = new(
        "info INFO Info warn WARN Warn crit CRIT error ERROR Error debug DEBUG Debug fatal FATAL Fatal trace TRACE Trace alert "
        + "ALERT emerg EMERG notice NOTICE Notice severe SEVERE warning WARNING Warning critical CRITICAL Critical");
}
