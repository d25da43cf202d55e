using System.Reflection;

namespace Dachshund.NodeHost.Hosting;

/// <summary>The program's version.</summary>
internal static class ProgramVersion
{
    /// <summary>The version without what a build adds to it.</summary>
    public static string Text { get; } =
        typeof(ProgramVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";
}
