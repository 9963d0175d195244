import { base64url } from "../../../board/id.ts";

/** What a provider falsifies. */
export interface Lies {
  readonly claims?: Readonly<Record<string, unknown>>;
  /** Signs with a key that it does not publish. */
  readonly hasForeignKey?: boolean;
  /** Signs nothing at all. */
  readonly isUnsigned?: boolean;
  /** Answers the exchange of the code with this status. */
  readonly status?: number;
}

const RSA = {
  name: "RSASSA-PKCS1-v1_5",
  modulusLength: 2048,
  publicExponent: new Uint8Array([1, 0, 1]),
  hash: "SHA-256",
};

/** An OpenID provider whose answers can be wrong in one respect. It knows everybody and asks nothing. */
export class LyingProvider implements AsyncDisposable {
  readonly origin: string;
  lies: Lies = {};
  readonly #server: Deno.HttpServer;
  readonly #keys: CryptoKeyPair;
  readonly #foreign: CryptoKeyPair;
  #nonce = "";

  static async start(): Promise<LyingProvider> {
    const make = () => crypto.subtle.generateKey(RSA, true, ["sign", "verify"]);
    return new LyingProvider(await make(), await make());
  }

  private constructor(keys: CryptoKeyPair, foreign: CryptoKeyPair) {
    [this.#keys, this.#foreign] = [keys, foreign];
    this.#server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, (request) => this.#answer(request));
    this.origin = `http://127.0.0.1:${(this.#server.addr as Deno.NetAddr).port}`;
  }

  /** The address to which it sends the browser back that came to this address. */
  answerTo(departure: string): URL {
    const { searchParams } = new URL(departure);
    this.#nonce = searchParams.get("nonce")!;
    const back = new URL(searchParams.get("redirect_uri")!);
    back.searchParams.set("code", "code");
    back.searchParams.set("state", searchParams.get("state")!);
    back.searchParams.set("iss", this.origin);
    return back;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#server.shutdown();
  }

  async #answer(request: Request): Promise<Response> {
    const { origin } = this;
    switch (new URL(request.url).pathname) {
      case "/.well-known/openid-configuration":
        return Response.json({
          issuer: origin,
          authorization_endpoint: `${origin}/auth`,
          token_endpoint: `${origin}/token`,
          jwks_uri: `${origin}/keys`,
          response_types_supported: ["code"],
          subject_types_supported: ["public"],
          id_token_signing_alg_values_supported: ["RS256"],
          authorization_response_iss_parameter_supported: true,
        });
      case "/keys": {
        const { n, e } = await crypto.subtle.exportKey("jwk", this.#keys.publicKey);
        return Response.json({ keys: [{ kty: "RSA", alg: "RS256", use: "sig", kid: "1", n, e }] });
      }
      case "/token":
        if (this.lies.status) return Response.json({ error: "invalid_grant" }, { status: this.lies.status });
        return Response.json({ access_token: "token", token_type: "Bearer", id_token: await this.#idToken() });
      default:
        return new Response(null, { status: 404 });
    }
  }

  async #idToken(): Promise<string> {
    const { claims, hasForeignKey, isUnsigned } = this.lies;
    const now = Math.floor(Date.now() / 1_000);
    const payload = {
      iss: this.origin,
      sub: "ada",
      aud: "board",
      nonce: this.#nonce,
      iat: now,
      exp: now + 300,
      name: "Ada",
      ...claims,
    };
    const encode = (value: object) => base64url(new TextEncoder().encode(JSON.stringify(value)));
    const signed = `${encode({ alg: isUnsigned ? "none" : "RS256", kid: "1" })}.${encode(payload)}`;
    if (isUnsigned) return `${signed}.`;
    const { privateKey } = hasForeignKey ? this.#foreign : this.#keys;
    const signature = await crypto.subtle.sign(RSA.name, privateKey, new TextEncoder().encode(signed));
    return `${signed}.${base64url(new Uint8Array(signature))}`;
  }
}
