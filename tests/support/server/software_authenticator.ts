import { Buffer } from "node:buffer";
import { createHash } from "node:crypto";

/** What an authenticator and its browser say, which a test may falsify. */
export interface Claims {
  readonly origin: string;
  readonly rpId: string;
  readonly counter?: number;
  readonly type?: string;
}

interface Options {
  readonly challenge: string;
  readonly user?: { readonly id: string };
}

/** A passkey (ES256) and a browser in one, without hardware and without any check. */
export class SoftwareAuthenticator {
  readonly id = Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString("base64url");
  counter = 0;
  user = "";
  readonly #keys: CryptoKeyPair;

  static async create(): Promise<SoftwareAuthenticator> {
    return new SoftwareAuthenticator(
      await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, true, ["sign", "verify"]),
    );
  }

  private constructor(keys: CryptoKeyPair) {
    this.#keys = keys;
  }

  /** The response to the options of a registration. */
  async register({ challenge, user }: Options, claims: Claims): Promise<object> {
    this.user = user!.id;
    const { x, y } = await crypto.subtle.exportKey("jwk", this.#keys.publicKey);
    const cose = Buffer.concat([
      Buffer.from("a5010203262001215820", "hex"),
      Buffer.from(x!, "base64url"),
      Buffer.from("225820", "hex"),
      Buffer.from(y!, "base64url"),
    ]);
    const id = Buffer.from(this.id, "base64url");
    const credential = Buffer.concat([Buffer.alloc(16), Buffer.from([0, id.length]), id, cose]);
    const authData = Buffer.concat([this.#header(claims, 0x45), credential]);
    const attestation = Buffer.concat([
      Buffer.from("a363666d74646e6f6e656761747453746d74a068617574684461746159", "hex"),
      Buffer.from([authData.length >> 8, authData.length & 255]),
      authData,
    ]);
    return this.#response({
      clientDataJSON: clientData(challenge, "webauthn.create", claims).toString("base64url"),
      attestationObject: attestation.toString("base64url"),
      transports: ["internal"],
    });
  }

  /** The response to the options of a sign-in. */
  async signIn({ challenge }: Options, claims: Claims): Promise<object> {
    this.counter++;
    const authData = this.#header(claims, 0x05);
    const client = clientData(challenge, "webauthn.get", claims);
    const signed = Buffer.concat([authData, createHash("sha256").update(client).digest()]);
    const raw = await crypto.subtle.sign({ name: "ECDSA", hash: "SHA-256" }, this.#keys.privateKey, signed);
    return this.#response({
      clientDataJSON: client.toString("base64url"),
      authenticatorData: authData.toString("base64url"),
      signature: derOf(Buffer.from(raw)).toString("base64url"),
      userHandle: this.user,
    });
  }

  #response(response: object): object {
    const { id } = this;
    return { id, rawId: id, type: "public-key", clientExtensionResults: {}, response };
  }

  #header({ rpId, counter = this.counter }: Claims, flags: number): Buffer {
    const count = Buffer.alloc(4);
    count.writeUInt32BE(counter);
    return Buffer.concat([createHash("sha256").update(rpId).digest(), Buffer.from([flags]), count]);
  }
}

function clientData(challenge: string, type: string, claims: Claims): Buffer {
  const { origin } = claims;
  return Buffer.from(JSON.stringify({ type: claims.type ?? type, challenge, origin, crossOrigin: false }));
}

/** WebCrypto signs as two numbers, WebAuthn sends them as ASN.1. */
function derOf(raw: Buffer): Buffer {
  const numbers = [raw.subarray(0, 32), raw.subarray(32)].map((number) => {
    const start = number.findIndex((byte) => byte !== 0);
    const bytes = number.subarray(start);
    const positive = bytes[0] & 0x80 ? Buffer.concat([Buffer.from([0]), bytes]) : bytes;
    return Buffer.concat([Buffer.from([2, positive.length]), positive]);
  });
  const body = Buffer.concat(numbers);
  return Buffer.concat([Buffer.from([0x30, body.length]), body]);
}
