import * as Y from "yjs";
import { Board } from "../document.ts";
import { type AssetId, isAssetId } from "./asset.ts";

/**
 * The assets that the shapes of a document name, of whatever kind they are: later versions may have more kinds. Of a
 * shape whose picture was replaced, both.
 *
 * @param updates in the order in which they are applied
 */
export function namedAssets(updates: readonly Uint8Array[]): Set<AssetId> {
  const doc = new Y.Doc();
  try {
    for (const update of updates) Y.applyUpdate(doc, update);
    const { shapes, edits } = new Board(doc);
    const named = new Set<AssetId>();
    for (const [id, record] of shapes) {
      for (
        const asset of [
          Object(record).asset,
          Object(Object(record).pdf).asset,
          edits.get(id, "asset"),
          Object(edits.get(id, "pdf")).asset,
        ]
      ) if (isAssetId(asset)) named.add(asset);
    }
    return named;
  } finally {
    doc.destroy();
  }
}
