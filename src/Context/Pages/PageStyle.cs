using System.Security.Cryptography;
using System.Text;

namespace Dachshund.Context.Pages;

/// <summary>The one style of all pages, allowed by its hash: a page is one answer, and nothing that a log could smuggle in
/// is a style.</summary>
internal static class PageStyle
{
    public const string Css =
        ":root{color-scheme:light dark;--b:#fff;--f:#1f2328;--d:#59636e;--l:#d1d9e0;--h:#fff3bf;--e:#b3261e}"
        + "@media(prefers-color-scheme:dark){:root{--b:#0d1117;--f:#e6edf3;--d:#9198a1;--l:#3d444d;--h:#4a3c00;--e:#ff8f85}}"
        + "body{margin:0 auto;padding:12px;max-width:72em;background:var(--b);color:var(--f);"
        + "font:15px/1.5 system-ui,-apple-system,\"PingFang SC\",\"Microsoft YaHei\",\"Noto Sans CJK SC\",sans-serif}"
        + "h1{font-size:17px;margin:0 0 8px;overflow-wrap:anywhere}"
        + "dl{display:grid;grid-template-columns:auto 1fr;gap:2px 12px;margin:0 0 12px;font-size:13px}"
        + "dt{color:var(--d)}dd{margin:0;overflow-wrap:anywhere}"
        + "p{margin:8px 0;color:var(--d);font-size:13px}p.g{border-left:4px solid var(--e);padding-left:8px;color:var(--f)}"
        + "pre{margin:0;padding:4px 8px;white-space:pre-wrap;overflow-wrap:anywhere;tab-size:4;direction:ltr;"
        + "font:13px/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}"
        + "main{border:1px solid var(--l);border-radius:6px;overflow:hidden}"
        + "#hit{background:var(--h);border-left:4px solid var(--e);padding-left:4px;outline:0;scroll-margin-top:33vh}"
        + "i{font-style:normal;color:var(--e)}small{color:var(--d)}";

    /// <summary>What a Content-Security-Policy names it by.</summary>
    public static string Hash { get; } = "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Css)));
}
