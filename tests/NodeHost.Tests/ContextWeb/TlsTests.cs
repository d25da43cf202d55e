using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Dachshund.NodeHost.ContextWeb;
using Dachshund.TestKit.Redis;

namespace Dachshund.NodeHost.Tests.ContextWeb;

/// <summary>The page with a certificate.</summary>
public sealed class TlsTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    [Fact]
    public async Task Link_opens_by_https_with_the_nodes_certificate_and_by_nothing_else()
    {
        var (certificate, problem) = Load(Make("web-1.example", days: 1), "");
        Assert.Equal("", problem);
        await using var scene = await PageScene.SetAsync(certificate: certificate);
        using var handler = new HttpClientHandler
        {
            ServerCertificateCustomValidationCallback = (_, shown, _, _) => shown?.Subject == "CN=web-1.example",
        };
        using var phone = new HttpClient(handler);
        var address = $"https://127.0.0.1:{scene.Port}/l/{scene.Token.Sign(scene.Key)}";
        Assert.Contains(PageScene.Hit, await phone.GetStringAsync(address), StringComparison.Ordinal);
        Assert.Equal(0, (await scene.GetAsync("/healthz")).Status);
    }

    [Fact]
    public void Key_may_be_in_a_file_of_its_own_and_those_that_vouch_follow_the_nodes_certificate()
    {
        var (one, other) = (Make("web-1.example", days: 1), Make("ca.example", days: 1));
        var key = Path.Combine(_folder.Path, "key.pem");
        File.WriteAllText(key, _key.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(one, CertificatesOf(one) + CertificatesOf(other));
        var (certificate, problem) = Load(one, key);
        Assert.Equal("", problem);
        Assert.Equal("CN=web-1.example", certificate?.Own.Subject);
        Assert.Equal("CN=ca.example", Assert.Single(certificate?.Chain ?? []).Subject);
        Assert.Contains(one, Load(one, "").Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Certificate_that_has_expired_or_has_anothers_key_is_refused_with_its_file()
    {
        var expired = Make("web-1.example", days: -1);
        var (certificate, problem) = Load(expired, "");
        Assert.Null(certificate);
        Assert.StartsWith($"{expired} has expired on ", problem, StringComparison.Ordinal);

        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var key = Path.Combine(_folder.Path, "other.pem");
        File.WriteAllText(key, other.ExportPkcs8PrivateKeyPem());
        Assert.Contains("no PEM certificate and the private key that belongs to it", Load(Make("a", days: 1), key).Problem, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _key.Dispose();
        _folder.Dispose();
    }

    private static (PageCertificate? Certificate, string Problem) Load(string file, string key)
    {
        var certificate = PageCertificate.Load(file, key, TimeProvider.System.GetUtcNow(), out var problem);
        return (certificate, problem);
    }

    private static string CertificatesOf(string file)
    {
        var all = new X509Certificate2Collection();
        all.ImportFromPemFile(file);
        return string.Concat(all.Select(certificate => certificate.ExportCertificatePem() + "\n"));
    }

    /// <summary>A file with a certificate and its key.</summary>
    private string Make(string name, int days)
    {
        var request = new CertificateRequest($"CN={name}", _key, HashAlgorithmName.SHA256);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-10), now.AddDays(days));
        var file = Path.Combine(_folder.Path, name + ".pem");
        File.WriteAllText(file, certificate.ExportCertificatePem() + "\n" + _key.ExportPkcs8PrivateKeyPem() + "\n");
        return file;
    }
}
