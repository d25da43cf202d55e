using System.Collections.Immutable;

namespace Dachshund.Hocon.Resolution;

/// <summary>
/// Replaces substitutions, lazily: a field is evaluated when it is first looked at, one level deep, and remembered.
/// <para>
/// A look-up sees the final value of a field, wherever it is written. Only when it comes by a field that is being
/// evaluated, which would be a cycle, does it look back: at the layers below the one being evaluated. So
/// <c>path = ${path}":x"</c> works, <c>a = ${b}, b = ${a}</c> finds nothing, and objects may refer to their own fields.
/// </para>
/// <para>
/// A result that was found by looking back at a field further out is valid only there, so it is not remembered; this
/// is tracked by the lowest depth looked back at (<see cref="_lookedBack"/>), as in Tarjan's low-link.
/// </para>
/// </summary>
internal sealed class Evaluator(Budget budget, Func<string, string?> environment)
{
    private const int Nowhere = int.MaxValue;
    private readonly Concatenator _concatenator = new(budget);
    private Cell _root = new([]);
    private int _lookedBack = Nowhere;

    public Cell Start(Expression.Object tree)
    {
        _root = new Cell([tree]);
        return _root;
    }

    /// <summary>The value of a cell as a look-up from here sees it; null when it has none.</summary>
    public Head? Look(Cell cell)
    {
        if (cell.Evaluating < 0)
            return Evaluate(cell, cell.Layers.Count);
        _lookedBack = Math.Min(_lookedBack, cell.EvaluatingDepth);
        return Evaluate(cell, cell.Evaluating);
    }

    /// <summary>The value of the lowest <paramref name="level"/> layers of a cell.</summary>
    private Head? Evaluate(Cell cell, int level)
    {
        if (level == 0)
            return null;
        if (cell.TryGetHead(level, out var known))
            return known;
        var layer = cell.Layers[level - 1];
        budget.Enter(layer.Origin);
        var outerLookedBack = _lookedBack;
        var (outerEvaluating, outerDepth) = (cell.Evaluating, cell.EvaluatingDepth);
        _lookedBack = Nowhere;
        (cell.Evaluating, cell.EvaluatingDepth) = (level - 1, budget.Depth);

        var head = EvaluateLayer(layer, cell, level - 1);
        if (head is null)
            head = Evaluate(cell, level - 1);
        else if (head is Head.Object upper && level > 1 && Evaluate(cell, level - 1) is Head.Object lower)
            head = _concatenator.Merge(lower, upper, layer is Expression.Object);

        (cell.Evaluating, cell.EvaluatingDepth) = (outerEvaluating, outerDepth);
        if (_lookedBack >= budget.Depth)
        {
            cell.SetHead(level, head);
            _lookedBack = outerLookedBack;
        }
        else
        {
            _lookedBack = Math.Min(_lookedBack, outerLookedBack);
        }

        budget.Leave();
        return head;
    }

    private Head? EvaluateLayer(Expression layer, Cell cell, int level) => layer switch
    {
        Expression.Reference reference => Look(reference.Cell),
        Expression.Appended appended => _concatenator.Append(Evaluate(cell, level), appended),
        _ => EvaluateValue(layer),
    };

    private Head? EvaluateValue(Expression expression) => expression switch
    {
        Expression.Scalar scalar => new Head.Scalar(scalar.Value),
        Expression.Substitution substitution => Substitute(substitution),
        Expression.Concatenation concatenation => Concatenate(concatenation),
        Expression.Object literal => Open(literal),
        Expression.Array array => Open(array),
        _ => throw new InvalidOperationException($"unknown expression {expression.GetType().Name}"),
    };

    private Head.Object Open(Expression.Object literal)
    {
        budget.Spend(literal.Fields.Count, literal.Origin);
        var fields = new OrderedDictionary<string, Cell>(literal.Fields.Count, StringComparer.Ordinal);
        foreach (var (key, layers) in literal.Fields)
            fields.Add(key, new Cell(layers));
        return new Head.Object(fields, literal.Origin);
    }

    private Head.Array Open(Expression.Array array)
    {
        budget.Spend(array.Items.Length, array.Origin);
        return new Head.Array([.. array.Items.Select(static item => new Cell([item]))], array.Origin);
    }

    private Head? Concatenate(Expression.Concatenation concatenation)
    {
        var parts = new List<Part>(concatenation.Parts.Length);
        foreach (var part in concatenation.Parts)
        {
            if (EvaluateValue(part) is { } head)
                parts.Add(new Part(head, part));
        }

        return _concatenator.Join(parts, concatenation.Origin);
    }

    private Head? Substitute(Expression.Substitution substitution)
    {
        budget.Spend(1, substitution.Origin);
        var before = _lookedBack;
        foreach (var path in substitution.Paths)
        {
            if (Find(path) is { } head)
                return head;
        }

        var name = string.Join('.', substitution.Paths[^1]);
        if (name.AsSpan().IndexOfAny('\0', '=') < 0 && environment(name) is { } value)
            return new Head.Scalar(new HoconScalar(HoconScalarKind.Text, value, substitution.Origin));
        if (!substitution.Optional)
            budget.Report(substitution.Origin, Missing(substitution, _lookedBack < before));
        return null;
    }

    private Head? Find(ImmutableArray<string> path)
    {
        var head = Look(_root);
        foreach (var key in path)
        {
            if (head is not Head.Object parent || !parent.Fields.TryGetValue(key, out var cell))
                return null;
            head = Look(cell);
        }

        return head;
    }

    private static string Missing(Expression.Substitution substitution, bool cycle)
    {
        var path = HoconPath.Render(substitution.Paths[^1]);
        return cycle
            ? $"${{{path}}} refers to itself (a cycle), and nothing earlier defines it"
            : $"${{{path}}} is defined neither here nor in the environment; ${{?{path}}} would make it optional";
    }
}
