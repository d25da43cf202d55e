using System.Text;

namespace Dachshund.Hocon.Rendering;

/// <summary>Writes a tree as JSON with an indent of two.</summary>
internal sealed class TreeRenderer
{
    private readonly StringBuilder _target = new();
    private readonly Func<string, HoconScalar, string?>? _redact;

    private TreeRenderer(Func<string, HoconScalar, string?>? redact)
    {
        _redact = redact;
    }

    public static string Render(HoconObject root, Func<string, HoconScalar, string?>? redact)
    {
        var renderer = new TreeRenderer(redact);
        renderer.Write(root, "", 0);
        return renderer._target.Append('\n').ToString();
    }

    private void Write(HoconValue value, string path, int depth)
    {
        switch (value)
        {
            case HoconObject { Fields.Length: 0 }:
                _target.Append("{}");
                break;
            case HoconArray { Items.Length: 0 }:
                _target.Append("[]");
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
        _target.Append('{');
        var first = true;
        foreach (var (key, field) in value.Fields)
        {
            NewLine(depth + 1, ref first);
            JsonText.AppendQuoted(_target, key);
            _target.Append(" : ");
            Write(field, _redact is null ? "" : HoconPath.Append(path, key), depth + 1);
        }

        _target.Append('\n').Append(' ', 2 * depth).Append('}');
    }

    private void WriteArray(HoconArray value, string path, int depth)
    {
        _target.Append('[');
        var first = true;
        foreach (var item in value.Items)
        {
            NewLine(depth + 1, ref first);
            Write(item, path, depth + 1);
        }

        _target.Append('\n').Append(' ', 2 * depth).Append(']');
    }

    private void WriteScalar(HoconScalar scalar, string path)
    {
        var hidden = _redact?.Invoke(path, scalar);
        if (hidden is not null || scalar.Kind == HoconScalarKind.Text)
            JsonText.AppendQuoted(_target, hidden ?? scalar.Text);
        else
            _target.Append(scalar.Text);
    }

    private void NewLine(int depth, ref bool first)
    {
        _target.Append(first ? "\n" : ",\n").Append(' ', 2 * depth);
        first = false;
    }
}
