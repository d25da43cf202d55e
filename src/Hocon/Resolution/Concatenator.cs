namespace Dachshund.Hocon.Resolution;

/// <summary>The rules by which values beside each other become one.</summary>
internal sealed class Concatenator(Budget budget)
{
    /// <summary>Joins parts: texts to a text, lists to a list, objects to an object. Null when there are none.</summary>
    public Head? Join(List<Part> parts, Origin origin)
    {
        if (parts.TrueForAll(static part => part.Head is Head.Scalar))
            return parts.Count == 1 ? parts[0].Head : JoinTexts(parts, origin);
        Head? joined = null;
        foreach (var part in parts)
        {
            if (part.IsSpace)
                continue;
            joined = joined is null ? part.Head : JoinTwo(joined, part.Head, part.Source);
            if (joined is null)
                return null;
        }

        return joined;
    }

    /// <summary>
    /// Lays one object over another; fields of both become cells with the layers of both. A literal upper object is
    /// written right here, so its fields look back at the lower ones; the fields of an object that came through a
    /// substitution look back where they are written.
    /// </summary>
    public Head.Object Merge(Head.Object lower, Head.Object upper, bool isLiteral)
    {
        budget.Spend(lower.Fields.Count + upper.Fields.Count, upper.Origin);
        var fields = new OrderedDictionary<string, Cell>(lower.Fields, StringComparer.Ordinal);
        foreach (var (key, cell) in upper.Fields)
        {
            fields[key] = fields.TryGetValue(key, out var below) && cell.Layers[0] is not Expression.Scalar
                ? MergeCells(below, cell, isLiteral)
                : cell;
        }

        return new Head.Object(fields, upper.Origin);
    }

    /// <summary><c>key += value</c>.</summary>
    public Head? Append(Head? list, Expression.Appended appended)
    {
        var item = new Head.Array([new Cell([appended.Item])], appended.Origin);
        return list is null ? item : JoinTwo(list, item, appended);
    }

    private Cell MergeCells(Cell lower, Cell upper, bool isLiteral)
    {
        var reference = new Expression.Reference(lower, lower.Layers[^1].Origin);
        budget.Spend(upper.Layers.Count, reference.Origin);
        return isLiteral
            ? new Cell([reference, .. upper.Layers])
            : new Cell([reference, new Expression.Reference(upper, upper.Layers[^1].Origin)]);
    }

    private Head? JoinTwo(Head left, Head right, Expression source)
    {
        if (left is Head.Object lower && right is Head.Object upper)
            return Merge(lower, upper, source is Expression.Object);
        if (AsArray(left) is { } first && AsArray(right) is { } second)
        {
            budget.Spend(first.Items.Length + second.Items.Length, source.Origin);
            return new Head.Array(first.Items.AddRange(second.Items), first.Origin);
        }

        budget.Report(source.Origin, $"{Name(left)} and {Name(right)} cannot be joined to one value");
        return null;
    }

    private static Head.Array? AsArray(Head head)
    {
        if (head is Head.Array array)
            return array;
        if (head is not Head.Object candidate)
            return null;
        var numbered = NumericKeys.Sort(candidate.Fields);
        return numbered.IsEmpty ? null : new Head.Array(numbered, head.Origin);
    }

    private Head.Scalar? JoinTexts(List<Part> parts, Origin origin)
    {
        if (parts.Count == 0)
            return null;
        var texts = parts.ConvertAll(static part => ((Head.Scalar)part.Head).Value.Text);
        budget.SpendChars((int)Math.Min(int.MaxValue, texts.Sum(static text => (long)text.Length)), origin);
        return new Head.Scalar(new HoconScalar(HoconScalarKind.Text, string.Concat(texts), origin));
    }

    private static string Name(Head head) => head switch
    {
        Head.Object => "an object",
        Head.Array => "a list",
        _ => "a simple value",
    };
}
