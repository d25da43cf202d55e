using System.Collections.Immutable;
using Dachshund.Context.Pages;

namespace Dachshund.NodeHost.ContextWeb;

/// <summary>What is answered, and what the audit says of it.</summary>
/// <param name="Status">HTTP's status.</param>
/// <param name="Html">The page.</param>
/// <param name="What">What was opened, or why not; nothing that whoever asked could have written.</param>
/// <param name="AuditId">Names the token; <c>-</c> where there is none.</param>
internal readonly record struct PageAnswer(int Status, string Html, string What, string AuditId)
{
    public bool IsOpened => Status == 200;

    /// <summary>The headers that go with it; default those of the page around a hit and of refusals.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Headers
    {
        get => field.IsDefault ? PageHeaders.All : field;
        init;
    }
}
