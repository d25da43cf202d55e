using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Dachshund.NodeHost.ContextWeb;

/// <summary>The certificate of the page, from PEM files.</summary>
/// <param name="Own">Its own, with its private key.</param>
/// <param name="Chain">Those that vouch for it; may be none.</param>
internal sealed record PageCertificate(X509Certificate2 Own, X509Certificate2Collection Chain)
{
    /// <summary>Reads it; null, with the reason, when it can't be used.</summary>
    /// <param name="file">The certificate, those that vouch for it after it.</param>
    /// <param name="keyFile">The private key; empty: it is in <paramref name="file"/>.</param>
    /// <param name="now">The time.</param>
    /// <param name="problem">What is wrong and what helps; empty when nothing is.</param>
    public static PageCertificate? Load(string file, string keyFile, DateTimeOffset now, out string problem)
    {
        var key = keyFile.Length > 0 ? keyFile : file;
        try
        {
            var own = X509Certificate2.CreateFromPemFile(file, key);
            var chain = new X509Certificate2Collection();
            chain.ImportFromPemFile(file);
            chain.RemoveAt(0);
            problem = own.NotAfter < now ? $"{file} has expired on {own.NotAfter:yyyy-MM-dd}: put a new certificate there" : "";
            return problem.Length == 0 ? new PageCertificate(own, chain) : null;
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            problem = $"{file} and {key} are no PEM certificate and the private key that belongs to it";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problem = $"can't be read: {e.Message}";
        }

        return null;
    }
}
