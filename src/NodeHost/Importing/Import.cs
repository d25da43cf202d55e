using Dachshund.NodeHost.Configuration;
using Dachshund.NodeHost.Drafting;

namespace Dachshund.NodeHost.Importing;

/// <summary>A foreign configuration as one of Dachshund's.</summary>
internal sealed class Import
{
    private readonly LooseDocument _document;

    private Import(LooseDocument document, ForeignFormat format, ConfigurationDraft draft) =>
        (_document, Format, Draft) = (document, format, draft);

    /// <summary>What it was taken for.</summary>
    public ForeignFormat Format { get; }

    /// <summary>What became of it.</summary>
    public ConfigurationDraft Draft { get; }

    /// <summary>Converts a document.</summary>
    /// <exception cref="ImportException">Nobody knows what it is.</exception>
    public static Import Of(LooseDocument document)
    {
        if (ForeignFormat.Of(document) is not { } format)
        {
            var known = ForeignFormat.All.Select(each => $"{each.Title} ({string.Join(", ", each.Keys.Take(3))}, ...)");
            throw new ImportException($"{document.File}: is neither {string.Join(" nor ", known)}");
        }

        var draft = new ConfigurationDraft();
        draft.Head($"Made by 'dachshund import {document.File}' of {format.Title}. Before it is used: dachshund check -c FILE");
        var fields = new ForeignFields(document, format, draft);
        format.Convert(fields, draft);
        fields.NameUnknown();
        return new Import(document, format, draft);
    }

    /// <summary>Takes out what the validation refuses; returns what is left.</summary>
    public LoadedConfiguration Settle() => DraftCheck.Settle(Draft);

    /// <summary>What is to be told, a line each: what it was taken for, what was tolerated, what is left out, what to set.</summary>
    /// <param name="withSecrets">Whether secrets are in the result.</param>
    public IEnumerable<string> Notes(bool withSecrets)
    {
        yield return $"{_document.File} was taken for {Format.Title} ({string.Join(", ", Format.Known(_document).Take(3))})";
        foreach (var line in _document.Warnings.Concat(Draft.Remarks))
            yield return line;
        if (withSecrets)
            yield break;
        foreach (var setting in Draft.Settings.Where(setting => setting.Variable is not null))
            yield return $"set {setting.Variable} to what {setting.Comment} has; for the service in /etc/dachshund/env";
    }
}
