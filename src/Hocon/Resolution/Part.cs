namespace Dachshund.Hocon.Resolution;

/// <summary>One evaluated part of a concatenation.</summary>
internal readonly record struct Part(Head Head, Expression Source)
{
    public bool IsSpace => Source is Expression.Scalar { IsSpace: true };
}
