using System.Collections.Immutable;
using Dachshund.Hocon.Syntax;

namespace Dachshund.Hocon.Resolution;

/// <summary>Lays documents over each other, reading includes on the way.</summary>
internal sealed class TreeBuilder(HoconResolveOptions options)
{
    private readonly IncludeReader _includes = new(options);

    public static Expression.Object Build(IReadOnlyList<HoconSource> sources, HoconResolveOptions options)
    {
        var builder = new TreeBuilder(options);
        var root = new Expression.Object(sources.Count > 0 ? sources[^1].Root.Origin : Origin.Default);
        foreach (var source in sources)
        {
            var place = new Place([], 0, [], source.Document?.Folder);
            builder._includes.Within(FullPath(source.Document), () => builder.AddMembers(root, source.Root, place));
        }

        return root;
    }

    private static string? FullPath(HoconDocument? document) =>
        document?.Folder is { } folder ? Path.Combine(folder, Path.GetFileName(document.SourceName)) : null;

    private void AddMembers(Expression.Object target, Node.Object source, Place place)
    {
        foreach (var member in source.Members)
        {
            if (member is Member.Include include)
                _includes.Read(include, place.Folder, (root, folder) => AddMembers(target, root, place.Included(folder)));
            else if (member is Member.Field field)
                AddField(target, field, place);
        }
    }

    private void AddField(Expression.Object target, Member.Field field, Place place)
    {
        var value = Convert(field.Value, place.Into(field.Path));
        if (field.Append)
            value = new Expression.Appended(value);
        for (var i = field.Path.Length - 1; i > 0; i--)
        {
            var parent = new Expression.Object(field.Origin);
            parent.Add(field.Path[i], value);
            value = parent;
        }

        target.Add(field.Path[0], value);
    }

    private Expression Convert(Node node, Place place)
    {
        if (place.Depth > options.Limits.DepthMax)
        {
            throw new HoconException(HoconReason.Limit, node.Origin,
                $"objects and lists are nested deeper than {options.Limits.DepthMax}");
        }

        switch (node)
        {
            case Node.Scalar scalar:
                return new Expression.Scalar(new HoconScalar(scalar.Kind, scalar.Text, scalar.Origin), scalar.IsSpace);
            case Node.Object source:
                var target = new Expression.Object(source.Origin);
                AddMembers(target, source, place);
                return target;
            case Node.Array array:
                return new Expression.Array([.. array.Items.Select(item => Convert(item, place.IntoList()))], array.Origin);
            case Node.Concatenation parts:
                return new Expression.Concatenation([.. parts.Parts.Select(part => Convert(part, place))], parts.Origin);
            case Node.Substitution substitution:
                return new Expression.Substitution(Paths(substitution, place), substitution.Optional, substitution.Origin);
            default:
                throw new InvalidOperationException($"unknown node {node.GetType().Name}");
        }
    }

    private static ImmutableArray<ImmutableArray<string>> Paths(Node.Substitution substitution, Place place) =>
        place.IncludePath.IsEmpty
            ? [substitution.Path]
            : [place.IncludePath.AddRange(substitution.Path), substitution.Path];
}
