using System.Security.Cryptography;
using System.Text;

namespace Dachshund.Tasks.Reports.Rendering;

/// <summary>The one style of all report pages, allowed by its hash: nothing that a log could smuggle in is a style. The look is
/// that of the page around a hit.</summary>
internal static class PageStyle
{
    public const string Css =
        ":root{color-scheme:light dark;--b:#fff;--f:#1f2328;--d:#59636e;--l:#d1d9e0;--e:#b3261e;--w:#8a5300;--n:#0a5cc2;--g:#1a7f37}"
        + "@media(prefers-color-scheme:dark){:root{--b:#0d1117;--f:#e6edf3;--d:#9198a1;--l:#3d444d;--e:#ff8f85;--w:#e3b341;"
        + "--n:#79c0ff;--g:#56d364}}"
        + "body{margin:0 auto;padding:12px;max-width:60em;background:var(--b);color:var(--f);"
        + "font:15px/1.5 system-ui,-apple-system,\"PingFang SC\",\"Microsoft YaHei\",\"Noto Sans CJK SC\",sans-serif}"
        + "h1{font-size:20px;line-height:1.3;margin:0 0 8px;padding:8px 10px;border:1px solid var(--l);border-left:6px solid var(--e);"
        + "border-radius:6px;overflow-wrap:anywhere}h1.g{border-left-color:var(--g)}"
        + "h2{font-size:15px;margin:20px 0 0}p{margin:8px 0;color:var(--d);font-size:13px;overflow-wrap:anywhere}"
        + "dl{display:grid;grid-template-columns:auto 1fr;gap:2px 12px;margin:0;font-size:14px}"
        + "dt{color:var(--d)}dd{margin:0;overflow-wrap:anywhere}"
        + "ul{list-style:none;margin:0;padding:0}li{padding:6px 0;border-bottom:1px solid var(--l);overflow-wrap:anywhere}"
        + "b,a,small,span,pre{unicode-bidi:isolate}b{margin-right:6px}a{color:var(--n)}small{color:var(--d);font-size:13px}"
        + "span{display:inline-block;border-radius:4px;padding:0 5px;margin-right:6px;font-size:12px;font-weight:600;"
        + "background:var(--d);color:var(--b)}.e span{background:var(--e)}.w span{background:var(--w)}.n span{background:var(--n)}"
        + ".g span{background:var(--g)}.e pre{color:var(--e)}.e.t pre{color:var(--f)}"
        + "pre{margin:2px 0 0;white-space:pre-wrap;overflow-wrap:anywhere;tab-size:4;direction:ltr;"
        + "font:13px/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,\"Noto Sans CJK SC\",monospace}"
        + "svg{display:block;width:140px;height:28px;margin:2px 0;color:var(--n)}"
        + "summary{padding:8px 0;color:var(--d);cursor:pointer}i{font-style:normal;color:var(--e)}"
        + "footer{margin-top:20px;border-top:1px solid var(--l)}";

    /// <summary>What a Content-Security-Policy names it by.</summary>
    public static string Hash { get; } = "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Css)));
}
