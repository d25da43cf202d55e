using Dachshund.Context.Redaction;
using Dachshund.Hocon;

namespace Dachshund.NodeHost.Configuration.Validation;

/// <summary>What is to be redacted.</summary>
internal static class RedactRules
{
    public static void Check(RedactConfiguration redact, HoconPoint at, Findings findings)
    {
        for (var i = 0; i < redact.Sets.Count; i++)
        {
            if (!Redactor.TryCreate([], [redact.Sets[i]], out _, out var problem))
                findings.Error(at.Field("sets").Item(i), problem);
        }

        for (var i = 0; i < redact.Patterns.Count; i++)
        {
            if (!Redactor.TryCreate([redact.Patterns[i]], [], out _, out var problem))
                findings.Error(at.Field("patterns").Item(i), problem);
        }
    }
}
