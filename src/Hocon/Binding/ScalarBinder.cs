using System.Globalization;

namespace Dachshund.Hocon.Binding;

/// <summary>Converts simple values, and checks what their property allows.</summary>
internal sealed class ScalarBinder(BindErrors errors)
{
    private static readonly string[] True = ["true", "yes", "on"];
    private static readonly string[] False = ["false", "no", "off"];

    public static bool Handles(Type type) =>
        type.IsEnum || type == typeof(string) || type == typeof(bool) || type == typeof(TimeSpan) || IsNumber(type);

    public object? Bind(Slot slot, HoconValue source, string path)
    {
        if (source is not HoconScalar { Kind: not HoconScalarKind.Null } scalar)
        {
            errors.Add(source.Origin, path, $"must be {Expected(slot)}, but is {ValueBinder.Article(source)}");
            return null;
        }

        if (slot.Mark<WordAttribute>() is { } word && word.Text == scalar.Text)
            return System.Convert.ChangeType(word.Value, slot.Type, CultureInfo.InvariantCulture);
        var value = Convert(slot, scalar.Text);
        if (value is null)
            errors.Add(scalar.Origin, path, $"must be {Expected(slot)}, but is {Shown(slot, scalar.Text)}{Hint(slot, scalar.Text)}");
        else if (!InRange(slot, value, out var range))
            errors.Add(scalar.Origin, path, $"must be {range}, but is {Shown(slot, scalar.Text)}");
        else
            return value;
        return null;
    }

    private static object? Convert(Slot slot, string text)
    {
        var type = slot.Type;
        if (type == typeof(string))
            return slot.Mark<AllowedTextAttribute>() is { } allowed && !allowed.Texts.Contains(text) ? null : text;
        if (type == typeof(bool))
            return True.Contains(text) ? true : False.Contains(text) ? false : null;
        if (type == typeof(TimeSpan))
            return DurationText.TryParse(text, out var duration) && duration >= TimeSpan.Zero ? duration : null;
        if (type.IsEnum)
            return Array.Find(Enum.GetNames(type), name => KebabCase.Of(name) == text) is { } name ? Enum.Parse(type, name) : null;
        if (type == typeof(double))
            return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && double.IsFinite(number) ? number : null;
        return WholeNumber(slot, text) is not { } whole ? null
            : type == typeof(long) ? whole
            : whole is >= int.MinValue and <= int.MaxValue ? (int)whole : null;
    }

    private static long? WholeNumber(Slot slot, string text)
    {
        if (slot.IsByteSize)
            return ByteSizeText.TryParse(text, out var bytes) && bytes >= 0 ? bytes : null;
        return decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && number == decimal.Truncate(number) && number is >= long.MinValue and <= long.MaxValue
            ? (long)number
            : null;
    }

    private static bool InRange(Slot slot, object value, out string range)
    {
        range = "";
        if (slot.Mark<RangeAttribute>() is not { } limits)
            return true;
        if (Convert(slot, limits.Min) is not IComparable min || Convert(slot, limits.Max) is not IComparable max)
            throw new InvalidOperationException($"the range of {slot.Property?.Name} is not of its type");
        range = $"from {limits.Min} to {limits.Max}{AndWord(slot)}";
        return min.CompareTo(value) <= 0 && max.CompareTo(value) >= 0;
    }

    private static string Expected(Slot slot)
    {
        var type = slot.Type;
        if (Words(slot) is { Count: > 0 } words)
            return $"one of {string.Join(", ", words)}";
        if (type == typeof(string))
            return "text";
        if (type == typeof(TimeSpan))
            return "a duration like 500ms, 10s, 5m, 2h or 7d";
        if (slot.IsByteSize)
            return "a size like 4K, 1M or 65536";
        return (type == typeof(double) ? "a number" : "a whole number") + AndWord(slot);
    }

    private static string AndWord(Slot slot) => slot.Mark<WordAttribute>() is { } word ? $", or {word.Text}" : "";

    private static IReadOnlyList<string> Words(Slot slot)
    {
        if (slot.Type == typeof(bool))
            return [.. True, .. False];
        return slot.Type.IsEnum
            ? [.. Enum.GetNames(slot.Type).Select(KebabCase.Of)]
            : slot.Mark<AllowedTextAttribute>()?.Texts ?? [];
    }

    private static string Hint(Slot slot, string text) => slot.IsSecret ? "" : NearestWord.Hint(text, Words(slot));

    private static string Shown(Slot slot, string text) => slot.IsSecret ? "something else (not shown)" : $"\"{text}\"";

    private static bool IsNumber(Type type) => type == typeof(int) || type == typeof(long) || type == typeof(double);
}
