import { Buffer } from "node:buffer";
import type { Hash } from "node:crypto";
import { type AssetId, isAssetId } from "../../board/asset/asset.ts";
import { ASSET_BYTES_MAX } from "../../board/asset/asset_limits.ts";
import { broken, type FileRecord, json, parse, type Reader, readRecord, record, sha256 } from "./backup_records.ts";

/** An asset outside the database. What it is follows from its bytes. */
export interface AssetCopy {
  readonly id: AssetId;
  readonly bytes: Uint8Array;
}

const KIND = { asset: 10, bytes: 11 } as const;
const PIECE_BYTES = 256 * 1024;

export function* assetRecords({ id, bytes }: AssetCopy): Generator<Uint8Array> {
  yield record(KIND.asset, json({ id, bytes: bytes.length }));
  for (let from = 0; from < bytes.length; from += PIECE_BYTES) {
    yield record(KIND.bytes, bytes.subarray(from, from + PIECE_BYTES));
  }
}

/**
 * Reads the assets that come next.
 *
 * @returns the first record after them
 */
export async function readAssets(
  file: Reader,
  { hash, take }: { readonly hash: Hash; readonly take: (asset: AssetCopy) => Promise<void> },
): Promise<FileRecord> {
  let next = await readRecord(file);
  while (next.kind === KIND.asset) {
    hash.update(next.raw);
    const { id, bytes } = parse(next.body);
    const pieces: Uint8Array[] = [];
    let total = 0;
    for (next = await readRecord(file); next.kind === KIND.bytes; next = await readRecord(file)) {
      hash.update(next.raw);
      if ((total += next.body.length) > ASSET_BYTES_MAX) throw broken("an asset is larger than any may be");
      pieces.push(next.body);
    }
    const whole = new Uint8Array(Buffer.concat(pieces));
    if (!isAssetId(id) || bytes !== total || sha256(whole) !== id) throw broken("an asset's checksum does not fit");
    await take({ id, bytes: whole });
  }
  return next;
}
