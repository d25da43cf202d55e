using Dachshund.Hocon;
using Dachshund.NodeHost.ContextWeb;

namespace Dachshund.NodeHost.Configuration.Validation;

/// <summary>The page around a hit.</summary>
internal static class ContextWebRules
{
    public static void Check(ContextWebConfiguration page, HoconPoint at, Findings findings)
    {
        AddressRules.CheckBind(page.Bind, at.Field("bind"), allowAuto: true, findings);
        if (page.PingToken.Length is > 0 and < TaskPings.TokenCharsMin)
            findings.Error(at.Field("ping-token"), $"is too easy to guess; {TaskPings.TokenCharsMin} characters at least");
        if (!page.HasCertificate)
        {
            if (page.CertificateKey.Length > 0)
                findings.Error(at.Field("certificate-key"), "a key without a certificate: set context-web.certificate too");
            return;
        }

        var now = TimeProvider.System.GetUtcNow();
        if (page.Port != 0 && PageCertificate.Load(page.Certificate, page.CertificateKey, now, out var problem) is null)
            findings.Error(at.Field("certificate"), problem);
    }
}
