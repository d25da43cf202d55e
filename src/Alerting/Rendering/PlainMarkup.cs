namespace Dachshund.Alerting.Rendering;

/// <summary>Indented lines under a title that the channel writes.</summary>
internal sealed class PlainMarkup(bool breaksMentions) : Markup
{
    public override int LineCharsMax => 500;

    public override string Escape(string shown) => SafeText.Disarm(shown, breaksMentions, links: false);

    public override string Heading(string escaped) => "";

    public override string Strong(string escaped) => escaped;

    public override string Line(string escaped) => $"  {escaped}\n";

    public override string Quote(string escaped, bool isFile) => isFile ? $"  {escaped}\n" : $"    {escaped}\n";

    public override string Link(string escaped, string address) => address;

    // The title is the heading, and has the line already.
    public override string Under(string body, string line) => body;
}
