using Dachshund.Hocon;

namespace Dachshund.NodeHost.Configuration.Validation;

/// <summary>Time zones by their IANA names.</summary>
internal static class ZoneRules
{
    public static void Check(string zone, HoconPoint at, Findings findings)
    {
        if (zone == "auto" || (zone.Length > 0 && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _)))
            return;
        var known = TimeZoneInfo.GetSystemTimeZones().Select(static known => known.Id);
        findings.Error(at, $"\"{zone}\" is no time zone; write an IANA name like Asia/Shanghai, or auto{NearestWord.Hint(zone, known)}");
    }
}
