using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;
using Dachshund.Hocon.Rendering;

namespace Dachshund.Hocon.Binding;

/// <summary>The way back from records to paths and texts, for people to look at.</summary>
internal static class RecordWriter
{
    private const string Withheld = "(set)";

    public static IEnumerable<EffectiveValue> Write(object record, HoconPoint at)
    {
        foreach (var value in Variant(record, at))
            yield return value;
        foreach (var (key, property) in RecordShape.Of(record.GetType()).Properties)
        {
            if (property.GetValue(record) is not { } value)
                continue;
            // Of the short form, the value that is there is that of the one key.
            var below = at.Value is HoconScalar && RecordShape.Of(record.GetType()).ShortForm == key
                ? at with { Path = HoconPath.Append(at.Path, key) }
                : at.Field(key);
            foreach (var written in WriteValue(value, new Slot(property.PropertyType, property), below))
                yield return written;
        }
    }

    /// <summary>The key that chose the record, which is no property of it.</summary>
    private static IEnumerable<EffectiveValue> Variant(object record, HoconPoint at)
    {
        for (var type = record.GetType(); type is not null; type = type.BaseType)
        {
            foreach (var variant in type.GetCustomAttributes<VariantAttribute>(inherit: false))
            {
                if (variant.Type == record.GetType())
                    yield return Leaf(variant.Name, at.Field(variant.Key), secret: false);
            }
        }
    }

    private static IEnumerable<EffectiveValue> WriteValue(object value, Slot slot, HoconPoint at) => value switch
    {
        HoconObject raw => [Leaf(raw.Fields.Length == 0 ? "{}" : "{ ... }", at, slot.IsSecret)],
        IDictionary { Count: 0 } => [Leaf("{}", at, secret: false)],
        IDictionary map => Entries(map).SelectMany(entry => WriteValue(entry.Value, slot.Of(entry.Value.GetType()), at.Field(entry.Key))),
        IList list when IsListOfRecords(list) => Items(list).SelectMany((item, i) => Write(item, at.Item(i))),
        IList list => [Leaf($"[{string.Join(", ", Items(list).Select(item => ScalarText(item, slot)))}]", at, slot.IsSecret && list.Count > 0)],
        _ when ScalarBinder.Handles(value.GetType()) => [Leaf(ScalarText(value, slot), at, slot.IsSecret && value is not "")],
        _ => Write(value, at),
    };

    private static EffectiveValue Leaf(string text, HoconPoint at, bool secret) =>
        new(at.Path, secret ? Withheld : text, at.Origin, secret) { Content = text };

    private static bool IsListOfRecords(IList list) => list.Count > 0 && list[0] is { } item && !ScalarBinder.Handles(item.GetType());

    private static IEnumerable<object> Items(IList list) => list.Cast<object>();

    private static IEnumerable<(string Key, object Value)> Entries(IDictionary map)
    {
        foreach (DictionaryEntry entry in map)
        {
            if (entry.Value is { } value)
                yield return ((string)entry.Key, value);
        }
    }

    private static string ScalarText(object value, Slot slot) => value switch
    {
        string text => Quote(text),
        bool flag => flag ? "true" : "false",
        TimeSpan duration => DurationText.Format(duration),
        Enum word => KebabCase.Of(word.ToString()),
        int or long when slot.Mark<WordAttribute>() is { } word
                && Convert.ToInt64(value, CultureInfo.InvariantCulture) == word.Value => word.Text,
        int or long when slot.IsByteSize => ByteSizeText.Format(Convert.ToInt64(value, CultureInfo.InvariantCulture)),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    private static string Quote(string text)
    {
        if (text.Length > 0 && char.IsAsciiLetter(text[0]) && text is not ("true" or "false" or "null") &&
            text.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
            return text;
        var quoted = new StringBuilder();
        JsonText.AppendQuoted(quoted, text);
        return quoted.ToString();
    }
}
