import { createHash, createHmac, timingSafeEqual } from "node:crypto";

const BUCKET = "/pictures/";
const REGION = "eu-test-1";
const ACCESS_KEY = "AKIATEST";
const SECRET_KEY = "secret/key+with=signs";
/** A signature is valid for this time, ms. */
const VALID_MS = 900_000;

/** A small S3: it stores, reads in parts and deletes objects, for requests that are signed with SigV4. */
export class S3Server implements AsyncDisposable {
  readonly objects = new Map<string, { readonly bytes: Uint8Array<ArrayBuffer>; readonly type: string | null }>();
  /** Why requests were refused. */
  readonly refused: string[] = [];
  /** The next requests that fail with 503, as they do now and then. */
  failing = 0;
  readonly #listener: Deno.HttpServer<Deno.NetAddr>;

  constructor() {
    const options = { hostname: "127.0.0.1", port: 0, onListen() {} };
    this.#listener = Deno.serve(options, (request) => this.#answer(request));
  }

  /** The value of `ASSETS_URL`. */
  get url(): string {
    const account = `${ACCESS_KEY}:${encodeURIComponent(SECRET_KEY)}`;
    return `http://${account}@127.0.0.1:${this.#listener.addr.port}${BUCKET}boards?region=${REGION}`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#listener.shutdown();
  }

  async #answer(request: Request): Promise<Response> {
    const body = await request.bytes();
    const why = this.#fault(request, body);
    if (why) this.refused.push(why);
    if (why) {
      return new Response(`<Error><Code>${why}</Code></Error>`, {
        status: why === "XAmzContentSHA256Mismatch" ? 400 : 403,
      });
    }
    if (this.failing > 0) {
      this.failing--;
      return new Response("<Error><Code>SlowDown</Code></Error>", { status: 503 });
    }
    const name = new URL(request.url).pathname;
    if (!name.startsWith(BUCKET)) return new Response("<Error><Code>NoSuchBucket</Code></Error>", { status: 404 });
    const object = this.objects.get(name);
    if (request.method === "PUT") {
      // S3 takes no body of unknown length.
      if (!request.headers.has("content-length")) return new Response("", { status: 411 });
      this.objects.set(name, { bytes: body, type: request.headers.get("content-type") });
      return new Response();
    }
    if (request.method === "DELETE") {
      this.objects.delete(name);
      return new Response(null, { status: 204 });
    }
    if (object === undefined) return new Response("<Error><Code>NoSuchKey</Code></Error>", { status: 404 });
    const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.get("range") ?? "") ?? [];
    if (first === undefined) return new Response(object.bytes);
    if (Number(first) >= object.bytes.length) return new Response("", { status: 416 });
    return new Response(object.bytes.subarray(Number(first), Number(last) + 1), { status: 206 });
  }

  /** What is wrong with the signature (AWS Signature Version 4); undefined when nothing is. */
  #fault({ method, url, headers }: Request, body: Uint8Array): string | undefined {
    const { pathname, search, host } = new URL(url);
    const [, credential, signed, signature] =
      /^AWS4-HMAC-SHA256 Credential=([^,]+), SignedHeaders=([^,]+), Signature=([0-9a-f]{64})$/.exec(
        headers.get("authorization") ?? "",
      ) ?? [];
    if (signature === undefined) return "AccessDenied";
    const time = headers.get("x-amz-date") ?? "";
    const day = time.slice(0, 8);
    const scope = `${day}/${REGION}/s3/aws4_request`;
    if (credential !== `${ACCESS_KEY}/${scope}`) return "InvalidAccessKeyId";
    const at = Date.parse(time.replace(/^(....)(..)(..T..)(..)(..Z)$/, "$1-$2-$3:$4:$5"));
    if (!(Math.abs(Date.now() - at) < VALID_MS)) return "RequestTimeTooSkewed";
    const names = signed.split(";");
    for (const name of ["host", "x-amz-content-sha256", "x-amz-date"]) if (!names.includes(name)) return "AccessDenied";
    const sum = headers.get("x-amz-content-sha256")!;
    const lines = names.map((name) => `${name}:${name === "host" ? host : headers.get(name)?.trim()}`);
    const canonical = [method, pathname, search.slice(1), ...lines, "", signed, sum].join("\n");
    const text = ["AWS4-HMAC-SHA256", time, scope, hash(canonical)].join("\n");
    let key: Uint8Array = new TextEncoder().encode(`AWS4${SECRET_KEY}`);
    for (const part of [day, REGION, "s3", "aws4_request", text]) key = createHmac("sha256", key).update(part).digest();
    const expected = new Uint8Array(key);
    if (!timingSafeEqual(expected, Uint8Array.from(signature.match(/../g)!, (pair) => parseInt(pair, 16)))) {
      return "SignatureDoesNotMatch";
    }
    if (sum !== "UNSIGNED-PAYLOAD" && sum !== hash(body)) return "XAmzContentSHA256Mismatch";
    return undefined;
  }
}

function hash(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}
