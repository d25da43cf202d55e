namespace Dachshund.Tailing;

/// <summary>The encodings that logs are read in.</summary>
public enum TextEncoding
{
    /// <summary>UTF-8, which ASCII is a part of.</summary>
    Utf8,

    /// <summary>GB18030, which GBK and GB2312 are parts of.</summary>
    Gb18030,
}
