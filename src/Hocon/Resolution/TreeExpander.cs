using System.Collections.Immutable;

namespace Dachshund.Hocon.Resolution;

/// <summary>Makes the final tree from evaluated cells. Each cell is expanded once; its tree is shared from then on.</summary>
internal sealed class TreeExpander(Evaluator evaluator, Budget budget)
{
    /// <summary>The tree of a cell; null when it has no value and its field is left out.</summary>
    public HoconValue? Expand(Cell cell, int depth)
    {
        if (cell.Expanded)
            return cell.Tree;
        var origin = cell.Layers[^1].Origin;
        budget.CheckDepth(depth, origin);
        if (cell.Expanding)
        {
            budget.Report(origin, "this value refers to an object or list that contains it (a cycle)");
            return null;
        }

        cell.Expanding = true;
        HoconValue? tree = evaluator.Look(cell) switch
        {
            Head.Scalar scalar => scalar.Value,
            Head.Array array => ExpandArray(array, depth),
            Head.Object source => ExpandObject(source, depth),
            _ => null,
        };
        if (tree is not null)
            budget.CheckTree(tree);
        cell.Expanding = false;
        cell.Expanded = true;
        cell.Tree = tree;
        return tree;
    }

    private HoconArray ExpandArray(Head.Array array, int depth)
    {
        var items = ImmutableArray.CreateBuilder<HoconValue>(array.Items.Length);
        foreach (var item in array.Items)
        {
            if (Expand(item, depth + 1) is { } tree)
                items.Add(tree);
        }

        return new HoconArray(items.ToImmutable(), array.Origin);
    }

    private HoconObject ExpandObject(Head.Object source, int depth)
    {
        var fields = ImmutableArray.CreateBuilder<KeyValuePair<string, HoconValue>>(source.Fields.Count);
        foreach (var (key, cell) in source.Fields)
        {
            if (Expand(cell, depth + 1) is { } tree)
                fields.Add(KeyValuePair.Create(key, tree));
        }

        return new HoconObject(fields.ToImmutable(), source.Origin);
    }
}
