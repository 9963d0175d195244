import { AwsClient } from "aws4fetch";
import type { AssetBytes, Written } from "../store/assets/asset_bytes.ts";
import type { BlobId, Range, StoredBlob } from "../store/assets/asset_record.ts";
import { Damaged } from "../store/damage.ts";
import type { BucketConfig } from "./bucket_config.ts";

/** A bucket that says nothing for this time counts as gone, ms. To send it 25 MiB at 10 Mbit/s takes 21 s. */
const SILENT_MS = 60_000;
/** After a failure of the bucket, requests are repeated, the last one after 0.4 s at most. */
const RETRIES = 3;
const RETRY_FIRST_MS = 100;

/** Bytes of assets in an S3-compatible bucket, one object for each. */
export class BucketAssets implements AssetBytes {
  readonly place = "bucket";
  readonly #client: AwsClient;
  readonly #url: string;

  constructor({ url, ...account }: BucketConfig) {
    this.#url = url;
    this.#client = new AwsClient({ ...account, service: "s3", retries: 0 });
  }

  /** A bucket wants to know the length before it takes anything, and gets everything again after a failure. */
  heldBytes(bytes: number): number {
    return bytes;
  }

  async write(id: BlobId, pieces: AsyncIterable<Uint8Array>, { sha256, type, start }: Written): Promise<StoredBlob> {
    const body = new Blob(await Array.fromAsync(pieces) as Uint8Array<ArrayBuffer>[]);
    await start();
    // The bucket compares the bytes with the sum.
    const headers = { "content-type": type(), "x-amz-content-sha256": sha256 };
    await this.#finish(id, { method: "PUT", headers, body }, [200, 201, 204]);
    return { id, place: this.place, chunks: 0 };
  }

  async *read({ id }: StoredBlob, { start, end }: Range): AsyncGenerator<Uint8Array<ArrayBuffer>> {
    if (start === end) return;
    const abort = new AbortController();
    const init = { headers: { range: `bytes=${start}-${end - 1}` }, signal: abort.signal };
    const { body } = await inTime(abort, this.#send(id, init, [206]));
    const reader = body!.getReader();
    let left = end - start;
    try {
      for (;;) {
        const { done, value } = await inTime(abort, reader.read());
        if (done) break;
        left -= value.length;
        yield value;
      }
    } finally {
      // Of an answer that nobody reads any more.
      await reader.cancel().catch(() => {});
    }
    if (left !== 0) throw new Damaged("Cannot read an asset as the bucket has other bytes");
  }

  async delete({ id }: StoredBlob): Promise<void> {
    await this.#finish(id, { method: "DELETE" }, [200, 204, 404]);
  }

  async #finish(id: BlobId, init: RequestInit, good: readonly number[]): Promise<void> {
    const abort = new AbortController();
    const { body } = await inTime(abort, this.#send(id, { ...init, signal: abort.signal }, good));
    await body?.cancel();
  }

  async #send(id: BlobId, init: RequestInit, good: readonly number[]): Promise<Response> {
    let response = await this.#fetch(id, init);
    for (let retry = 0; isPassing(response) && retry < RETRIES; retry++) {
      await response.body?.cancel();
      await new Promise((resolve) => setTimeout(resolve, Math.random() * RETRY_FIRST_MS * 2 ** retry));
      response = await this.#fetch(id, init);
    }
    if (good.includes(response.status)) return response;
    await response.body?.cancel();
    // No object, or no such part of it.
    const isOther = response.status === 404 || response.status === 416;
    throw new (isOther ? Damaged : Error)(`Cannot use the bucket as it answers ${response.status}`);
  }

  /** Without the library's retries, which leave the bodies of failed answers open. */
  #fetch(id: BlobId, init: RequestInit): Promise<Response> {
    return this.#client.fetch(this.#url + id, { ...init, redirect: "manual" });
  }
}

/** True when the same request may succeed a moment later. */
function isPassing({ status }: Response): boolean {
  return status >= 500 || status === 429;
}

/** Aborts what is waited for when it takes too long. */
async function inTime<T>(abort: AbortController, wait: Promise<T>): Promise<T> {
  const timeout = setTimeout(() => abort.abort(), SILENT_MS);
  try {
    return await wait;
  } finally {
    clearTimeout(timeout);
  }
}
