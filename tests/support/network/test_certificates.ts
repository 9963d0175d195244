const OPENSSL = "openssl";

/** A certificate for one name, and the authority that signed it, both made for one test. */
export class TestCertificates {
  /** False when OpenSSL is not installed. */
  static readonly exist = isInstalled();

  static async of(name: string): Promise<{ authority: string; certificate: string; key: string }> {
    const dir = await Deno.makeTempDir();
    try {
      const run = async (...args: string[]) => {
        const { success, stderr } = await new Deno.Command(OPENSSL, { args, cwd: dir }).output();
        if (!success) throw new Error(`Cannot make a certificate: ${new TextDecoder().decode(stderr)}`);
      };
      const fresh = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];
      await run("req", "-x509", ...fresh, "-keyout", "ca.key", "-out", "ca.pem", "-days", "2", "-subj", "/CN=Test");
      await run("req", ...fresh, "-keyout", "key.pem", "-out", "request.pem", "-subj", `/CN=${name}`);
      await Deno.writeTextFile(`${dir}/names`, `subjectAltName=DNS:${name}`);
      const signed = ["-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-days", "2", "-extfile", "names"];
      await run("x509", "-req", "-in", "request.pem", ...signed, "-out", "certificate.pem");
      const [authority, certificate, key] = await Promise.all(
        ["ca", "certificate", "key"].map((file) => Deno.readTextFile(`${dir}/${file}.pem`)),
      );
      return { authority, certificate, key };
    } finally {
      await Deno.remove(dir, { recursive: true });
    }
  }
}

function isInstalled(): boolean {
  try {
    return new Deno.Command(OPENSSL, { args: ["version"], stdout: "null", stderr: "null" }).outputSync().success;
  } catch {
    return false;
  }
}
