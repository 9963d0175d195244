import * as Y from "yjs";
import { Board } from "../document.ts";
import { type AssetId, isAssetId } from "./asset.ts";

/**
 * The assets that shapes of a document name. It does not look at the kind, because later versions may have more kinds.
 * A shape whose picture was replaced names both pictures.
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
      const edited = { asset: edits.get(id, "asset"), pdf: edits.get(id, "pdf") };
      // Records may hold anything: `Object` makes reading a property of null or undefined safe.
      for (const { asset, pdf } of [Object(record), edited]) {
        for (const each of [asset, Object(pdf).asset]) if (isAssetId(each)) named.add(each);
      }
    }
    return named;
  } finally {
    doc.destroy();
  }
}
