namespace Dachshund.Hocon.Resolution;

/// <summary>
/// One field or element: the values written for it, lowest priority first, and what is known of the outcome. All
/// mutable state belongs to the one <see cref="Evaluator"/> that made the cell.
/// </summary>
internal sealed class Cell(IReadOnlyList<Expression> layers)
{
    private Head?[]? _heads;
    private bool[]? _known;

    public IReadOnlyList<Expression> Layers { get; } = layers;

    /// <summary>The layer being evaluated; -1 when none is. A look-up that comes by meanwhile sees only those below.</summary>
    public int Evaluating { get; set; } = -1;

    /// <summary>The evaluator's depth at which <see cref="Evaluating"/> was set.</summary>
    public int EvaluatingDepth { get; set; }

    /// <summary>Whether the whole tree below this cell is being made; coming by again is a cycle.</summary>
    public bool Expanding { get; set; }

    public bool Expanded { get; set; }

    public HoconValue? Tree { get; set; }

    /// <summary>The outcome of the lowest <paramref name="level"/> layers, if it is known.</summary>
    public bool TryGetHead(int level, out Head? head)
    {
        head = _heads?[level];
        return _known is not null && _known[level];
    }

    public void SetHead(int level, Head? head)
    {
        _heads ??= new Head?[Layers.Count + 1];
        _known ??= new bool[Layers.Count + 1];
        _heads[level] = head;
        _known[level] = true;
    }
}
