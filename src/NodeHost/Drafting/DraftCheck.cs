using Dachshund.NodeHost.Configuration;
using Dachshund.NodeHost.Hosting;

namespace Dachshund.NodeHost.Drafting;

/// <summary>Holds a draft against the validation that <c>check</c> and every start use.</summary>
internal static class DraftCheck
{
    /// <summary>The draft as it would be loaded.</summary>
    public static LoadedConfiguration Load(ConfigurationDraft draft) =>
        Rehearsal.Of(ConfigurationLoader.Load(new ConfigurationRequest { InlineText = draft.Render(withSecrets: true) }));

    /// <summary>Takes what is refused out of the draft, with the reason as a remark, until the rest has no errors.</summary>
    /// <returns>The rest; with errors only when they are about nothing in the draft.</returns>
    public static LoadedConfiguration Settle(ConfigurationDraft draft)
    {
        while (true)
        {
            var loaded = Load(draft);
            // A value that is wrong goes first; an object goes as a whole when what it lacks makes it worthless.
            var refused = loaded.Errors.SelectMany(error => At(draft, error.Path).Select(setting => (setting, error.Message))).ToArray();
            if (refused.Length == 0)
            {
                refused =
                    [.. loaded.Errors.Take(1).SelectMany(error => Around(draft, error.Path).Select(setting => (setting, error.Message)))];
            }

            if (refused.Length == 0)
                return loaded;
            foreach (var (setting, reason) in refused.DistinctBy(entry => entry.setting))
                draft.Refuse(setting, reason);
        }
    }

    private static IEnumerable<DraftSetting> At(ConfigurationDraft draft, string path) =>
        draft.Settings.Where(setting => setting.Path == path || IsBelow(path, setting.Path));

    private static IEnumerable<DraftSetting> Around(ConfigurationDraft draft, string path)
    {
        var within = draft.Settings.Where(setting => IsBelow(setting.Path, path)).ToArray();
        return within.Length > 0 ? within : draft.Settings.Where(setting => setting.Section.Length > 0 && IsBelow(path, setting.Section));
    }

    private static bool IsBelow(string path, string parent) =>
        path.Length > parent.Length && path.StartsWith(parent, StringComparison.Ordinal) && path[parent.Length] is '.' or '[';
}
