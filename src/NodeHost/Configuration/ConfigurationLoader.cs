using System.Collections.Immutable;
using Dachshund.Hocon;
using Dachshund.NodeHost.Configuration.Validation;

namespace Dachshund.NodeHost.Configuration;

/// <summary>
/// Finds, reads, merges, binds and validates a configuration. Nothing is thrown for what a person wrote: it is told,
/// all at once.
/// </summary>
internal static class ConfigurationLoader
{
    /// <summary>The environment variable that names the file.</summary>
    public const string FileVariable = "DACHSHUND_CONF";

    private const string Root = "dachshund";

    /// <summary>
    /// Loads a configuration: the file (<c>-c</c>, else <c>$DACHSHUND_CONF</c>, else the first search path that exists,
    /// else none), over it the inline text, over that each <c>--set</c>.
    /// </summary>
    /// <param name="request">What to load from.</param>
    /// <returns>The configuration, or its errors.</returns>
    public static LoadedConfiguration Load(ConfigurationRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var file = FindFile(request);
        var errors = ImmutableArray.CreateBuilder<ConfigError>();
        var sources = new List<HoconSource>();
        Add(file is null ? null : () => HoconSource.FromDocument(HoconDocument.Load(file)));
        Add(request.InlineText is not { } text ? null : () => HoconSource.FromDocument(HoconDocument.Parse(text, "watch")));
        foreach (var assignment in request.Sets)
            Add(() => HoconSource.FromSet(assignment, Root));
        HoconConfig? config = null;
        var environment = ServiceEnvironment.Over(request.Environment, file, request.ServiceFolder);
        if (errors.Count == 0)
            Try(() => config = HoconConfig.Resolve(sources, new HoconResolveOptions { Environment = environment }));
        return config is null
            ? new LoadedConfiguration { File = file, Errors = errors.ToImmutable() }
            : Bind(config) with { File = file };

        void Add(Func<HoconSource>? make)
        {
            if (make is not null)
                Try(() => sources.Add(make()));
        }

        void Try(Action action)
        {
            try
            {
                action();
            }
            catch (HoconException exception)
            {
                errors.AddRange(exception.Errors);
            }
        }
    }

    private static string? FindFile(ConfigurationRequest request)
    {
        if (request.File is not null || request.InlineText is not null)
            return request.File;
        return request.Environment(FileVariable) is { Length: > 0 } named
            ? named
            : request.SearchPaths.FirstOrDefault(System.IO.File.Exists);
    }

    private static LoadedConfiguration Bind(HoconConfig config)
    {
        var bound = HoconBinder.Bind<DachshundConfiguration>(config, Root);
        config.TryGet(Root, out var source);
        var findings = ConfigurationValidator.Validate(bound.Partial, new HoconPoint("", source, config.Root.Origin));
        var doubts = new DoubtfulPlaces(bound.Errors);
        var warnings = findings.Warnings.Where(warning => !doubts.Cover(warning.Path));
        var errors = ConfigError.InOrder([
            .. OutsideOfRoot.Find(config.Root, Root), .. bound.Errors, .. findings.Errors.Where(error => !doubts.Cover(error.Path))]);
        if (bound.Value is not { } value || errors.Length > 0)
            return new LoadedConfiguration { Errors = errors, Warnings = [.. warnings] };
        var entries = HoconBinder.Flatten(value, source).ToImmutableArray();
        return new LoadedConfiguration { Value = value, Entries = entries, Warnings = [.. warnings, .. UnusedKeys.Warnings(entries)] };
    }
}
