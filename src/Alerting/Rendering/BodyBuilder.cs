using System.Text;

namespace Dachshund.Alerting.Rendering;

/// <summary>A body that never takes more bytes than it may, as a JSON string.</summary>
internal sealed class BodyBuilder(int bytesMax)
{
    private readonly StringBuilder _text = new();
    private int _bytes;

    /// <summary>Adds a piece if it fits as a whole: no escape is ever cut in two.</summary>
    public bool TryAdd(string piece)
    {
        var bytes = JsonSize.Of(piece);
        if (_bytes + bytes > bytesMax)
            return false;
        _text.Append(piece);
        _bytes += bytes;
        return true;
    }

    public override string ToString() => _text.ToString();
}
