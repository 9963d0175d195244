import { createHash } from "node:crypto";
import type { AssetId } from "../../../board/asset/asset.ts";
import type { AssetType } from "../../../board/asset/asset_types.ts";
import {
  ASSET_BYTES_MAX,
  ASSET_EDGE_MAX,
  ASSET_PIXELS_MAX,
  ASSET_SVG_BYTES_MAX,
} from "../../../board/asset/asset_limits.ts";
import { type ImageFacts, imageHeader } from "../../../board/asset/image_header.ts";

/** Why bytes do not become an asset. */
export type AssetProblem = "wrong hash" | "no image" | "too many pixels" | "too large";

export class BadAsset extends Error {
  override name = "BadAsset";
  readonly problem: AssetProblem;

  constructor(problem: AssetProblem) {
    super(`Cannot store asset: ${problem}`);
    this.problem = problem;
  }
}

/** Looks at the bytes of an upload while they pass. */
export class AssetCheck {
  readonly #sha256: AssetId;
  readonly #hash = createHash("sha256");
  readonly #header = imageHeader();
  #bytes = 0;

  constructor(sha256: AssetId) {
    this.#sha256 = sha256;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** Known when all bytes have passed. */
  get facts(): ImageFacts {
    return this.#header.result!;
  }

  get type(): AssetType {
    return this.facts.type;
  }

  /** The same pieces. @throws {BadAsset} as soon as something is wrong */
  async *pass(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const piece of pieces) {
      this.#bytes += piece.length;
      this.#hash.update(piece);
      this.#header.push(piece);
      this.#requireGood();
      yield piece;
    }
    this.#header.end();
    this.#requireGood();
    if (this.#hash.digest("hex") !== this.#sha256) throw new BadAsset("wrong hash");
  }

  #requireGood(): void {
    if (this.#bytes > ASSET_BYTES_MAX) throw new BadAsset("too large");
    if (!this.#header.isDone) return;
    const facts = this.#header.result;
    if (facts === undefined) throw new BadAsset("no image");
    const { type, width = 1, height = 1 } = facts;
    if (type === "image/svg+xml" && this.#bytes > ASSET_SVG_BYTES_MAX) throw new BadAsset("too large");
    if (width * height === 0) throw new BadAsset("no image");
    if (width * height > ASSET_PIXELS_MAX || Math.max(width, height) > ASSET_EDGE_MAX) {
      throw new BadAsset("too many pixels");
    }
  }
}
