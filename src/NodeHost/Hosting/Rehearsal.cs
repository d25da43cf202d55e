using Dachshund.Channels;
using Dachshund.Hocon;
using Dachshund.Matching;
using Dachshund.NodeHost.Configuration;
using Microsoft.Extensions.Logging.Abstractions;

namespace Dachshund.NodeHost.Hosting;

/// <summary>
/// Makes the rules and channels that a configuration asks for, without starting anything: what only the rooms themselves can refuse
/// is an error of the configuration too, and no surprise of a start or a reload.
/// </summary>
internal static class Rehearsal
{
    /// <summary>The same configuration, or its errors.</summary>
    public static LoadedConfiguration Of(LoadedConfiguration loaded)
    {
        if (loaded.Value is not { } configuration)
            return loaded;
        var errors = ConfigError.InOrder([.. Rules(loaded, configuration), .. Channels(loaded, configuration)]);
        return errors.IsEmpty ? loaded : new LoadedConfiguration { File = loaded.File, Errors = errors, Warnings = loaded.Warnings };
    }

    private static IEnumerable<ConfigError> Rules(LoadedConfiguration loaded, DachshundConfiguration configuration) =>
        configuration.Inputs.Select(input => Try(loaded, $"inputs.{input.Key}", () =>
            RuleSet.Compile(ConfigurationMapping.ToRules(input.Key, input.Value)))).OfType<ConfigError>();

    private static IEnumerable<ConfigError> Channels(LoadedConfiguration loaded, DachshundConfiguration configuration)
    {
        var surroundings = new NodeSurroundings(TimeProvider.System, NullLoggerFactory.Instance, TextWriter.Null, static _ => null);
        return configuration.Channels.Select(channel => Try(loaded, $"channels.{channel.Key}", () =>
            ConfigurationMapping.ToChannel(channel.Value, surroundings))).OfType<ConfigError>();
    }

    private static ConfigError? Try(LoadedConfiguration loaded, string path, Func<object> make)
    {
        try
        {
            _ = make();
            return null;
        }
        catch (RuleException e)
        {
            return At(loaded, path, e.Message);
        }
        catch (ChannelConfigException e)
        {
            return At(loaded, $"{path}.{e.Key}", e.Problem);
        }
    }

    /// <summary>At the value itself, else at the first that is set beside it.</summary>
    private static ConfigError At(LoadedConfiguration loaded, string path, string message)
    {
        var place = loaded.Entries.FirstOrDefault(entry => entry.Path == path && entry.IsSet)
            ?? loaded.Entries.FirstOrDefault(entry => entry.IsSet && entry.Path.StartsWith(Around(path), StringComparison.Ordinal));
        return new ConfigError(place?.Origin ?? Origin.Default, path, message);
    }

    /// <summary><c>channels.ops.</c> of a path in it.</summary>
    private static string Around(string path) => string.Join('.', path.Split('.').Take(2)) + ".";
}
