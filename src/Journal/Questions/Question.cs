namespace Dachshund.Journal.Questions;

/// <summary>What somebody asks a node's process.</summary>
/// <param name="Id">Names the answer.</param>
/// <param name="Text">The question.</param>
public sealed record Question(string Id, string Text)
{
    // The wire picture: `<id> <text>`. A bell that rings after a reconnect says nothing, and is no question.
    internal string Message => $"{Id} {Text}";

    internal static Question? Parse(string message)
    {
        var blank = message.IndexOf(' ', StringComparison.Ordinal);
        return blank > 0 && JournalKeys.IsName(message[..blank]) ? new Question(message[..blank], message[(blank + 1)..]) : null;
    }
}
