import { accessBy, copiedVisit, noteOnVisit } from "../ui/links/visits.ts";
import { assetServer } from "./asset_request.ts";
import { AssetDatabase } from "./kept_assets.ts";

/** The pictures of the board from which images were last copied in this browser. */
export interface CopiedFrom {
  /** The images on the clipboard come from this board. */
  note(slug: string): void;
  /** The bytes of a picture; undefined when they are not to be had now. */
  bytes(asset: string, signal: AbortSignal): Promise<Blob | undefined>;
}

/**
 * The board is noted in this browser and not on the clipboard: a link there would open the board to everybody for whom
 * the shapes are pasted.
 */
export function copiedFrom(): CopiedFrom {
  return {
    note: (slug) => void noteOnVisit(slug, { copied: Date.now() }),
    async bytes(asset, signal) {
      const visit = copiedVisit();
      if (visit === undefined) return undefined;
      const { slug, lasting } = accessBy(visit.key ?? visit.slug);
      return await waitingBytes(lasting, asset).catch(() => undefined) ??
        await assetServer(() => slug).fetch(asset, signal).catch(() => undefined);
    },
  };
}

/** A picture that the board still has to send is on this device only. */
async function waitingBytes(lasting: string, asset: string): Promise<Blob | undefined> {
  const kept = new AssetDatabase(lasting);
  try {
    return await kept.get(asset);
  } finally {
    kept.close();
  }
}
