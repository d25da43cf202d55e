using System.Globalization;

namespace Dachshund.Cluster.Tests.Browser;

/// <summary>Whether people can read it, as WCAG 2 reckons.</summary>
internal static class Wcag
{
    /// <summary>How much lighter one colour is than another (WCAG 2, relative luminance): 1 to 21.</summary>
    public static double Contrast(string one, string other)
    {
        var (light, dark) = (Math.Max(Luminance(one), Luminance(other)), Math.Min(Luminance(one), Luminance(other)));
        return (light + 0.05) / (dark + 0.05);
    }

    private static double Luminance(string rgb)
    {
        var parts = rgb["rgb(".Length..^1].Split(',')
            .Select(part => double.Parse(part, CultureInfo.InvariantCulture) / 255)
            .Select(part => part <= 0.03928 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4)).ToArray();
        return (0.2126 * parts[0]) + (0.7152 * parts[1]) + (0.0722 * parts[2]);
    }
}
