using System.Text;

namespace Dachshund.Hocon.Rendering;

/// <summary>Writes a tree as JSON with an indent of two.</summary>
internal sealed class TreeRenderer
{
    private readonly StringBuilder target = new();
    private readonly Func<string, HoconScalar, string?>? redact;

    private TreeRenderer(Func<string, HoconScalar, string?>? redact)
    {
        this.redact = redact;
    }

    public static string Render(HoconObject root, Func<string, HoconScalar, string?>? redact)
    {
        var renderer = new TreeRenderer(redact);
        renderer.Write(root, "", 0);
        return renderer.target.Append('\n').ToString();
    }

    private void Write(HoconValue value, string path, int depth)
    {
        switch (value)
        {
            case HoconObject { Fields.Length: 0 }:
                target.Append("{}");
                break;
            case HoconArray { Items.Length: 0 }:
                target.Append("[]");
                break;
            case HoconObject fields:
                WriteObject(fields, path, depth);
                break;
            case HoconArray array:
                WriteArray(array, path, depth);
                break;
            case HoconScalar scalar:
                WriteScalar(scalar, path);
                break;
        }
    }

    private void WriteObject(HoconObject value, string path, int depth)
    {
        target.Append('{');
        var first = true;
        foreach (var (key, field) in value.Fields)
        {
            NewLine(depth + 1, ref first);
            JsonText.AppendQuoted(target, key);
            target.Append(" : ");
            Write(field, redact is null ? "" : HoconPath.Append(path, key), depth + 1);
        }

        target.Append('\n').Append(' ', 2 * depth).Append('}');
    }

    private void WriteArray(HoconArray value, string path, int depth)
    {
        target.Append('[');
        var first = true;
        foreach (var item in value.Items)
        {
            NewLine(depth + 1, ref first);
            Write(item, path, depth + 1);
        }

        target.Append('\n').Append(' ', 2 * depth).Append(']');
    }

    private void WriteScalar(HoconScalar scalar, string path)
    {
        var hidden = redact?.Invoke(path, scalar);
        if (hidden is not null || scalar.Kind == HoconScalarKind.Text)
            JsonText.AppendQuoted(target, hidden ?? scalar.Text);
        else
            target.Append(scalar.Text);
    }

    private void NewLine(int depth, ref bool first)
    {
        target.Append(first ? "\n" : ",\n").Append(' ', 2 * depth);
        first = false;
    }
}
