using System.Reflection;

namespace Dachshund.NodeHost.Hosting;

/// <summary>The program's version.</summary>
internal static class ProgramVersion
{
    /// <summary>As <c>--version</c> says it.</summary>
    public static string Text { get; } =
        typeof(ProgramVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0";
}
