import type { AssetType } from "../../../board/asset/asset_types.ts";

/** An asset of a board. */
export interface AssetRecord {
  readonly type: AssetType;
  readonly bytes: number;
  /** Pixels; absent for SVG. */
  readonly width?: number;
  readonly height?: number;
  /** When somebody last sent it, or asked for it to use it, ms since 1970. */
  readonly seen: number;
  /** Since when no shape is known to name it, ms since 1970. */
  readonly unusedSince?: number;
  readonly blob: StoredBlob;
}

/** Bytes under an id that was never used before, so that no two writers ever write to the same place. */
export interface StoredBlob {
  readonly id: BlobId;
  readonly place: Place;
  /** In the database: the number of its chunks. */
  readonly chunks: number;
}

export type BlobId = string;
export type Place = "database" | "bucket";

/** What the assets of a board take. */
export interface AssetUse {
  readonly count: number;
  readonly bytes: number;
  /** The last sweep: its time, ms since 1970, and the number of the newest log entry of the board at that time. */
  readonly swept?: { readonly at: number; readonly seq: number };
}

export const NO_USE: AssetUse = { count: 0, bytes: 0 };

/** A part of an asset, from `start` to before `end`. */
export interface Range {
  readonly start: number;
  readonly end: number;
}
