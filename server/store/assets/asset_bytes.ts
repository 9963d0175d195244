import type { AssetId } from "../../../board/asset/asset.ts";
import type { AssetType } from "../../../board/asset/asset_types.ts";
import type { BlobId, Place, Range, StoredBlob } from "./asset_record.ts";

/** Where the bytes of assets are. What is written is durable when `write` resolves. */
export interface AssetBytes {
  readonly place: Place;

  /** The memory that an upload of this many bytes takes. */
  heldBytes(bytes: number): number;

  /**
   * Writes the pieces as they come. An error of theirs ends it and is passed on; then some bytes may be left.
   *
   * @param start called before the first byte is written. When it rejects, nothing is written
   * @returns what refers to the bytes
   */
  write(blob: BlobId, pieces: AsyncIterable<Uint8Array>, written: Written): Promise<StoredBlob>;

  /** The bytes of a range, in pieces. @throws when some are missing or damaged; pieces before that are intact */
  read(blob: StoredBlob, range: Range): AsyncIterable<Uint8Array<ArrayBuffer>>;

  /** Deletes what there is of a blob. Safe to repeat. */
  delete(blob: StoredBlob): Promise<void>;
}

/** What is known of the bytes before they are read. They are other bytes if the pieces end with an error. */
export interface Written {
  readonly sha256: AssetId;
  /** Known once the first piece has been read. */
  readonly type: () => AssetType;
  readonly start: () => Promise<void>;
}
