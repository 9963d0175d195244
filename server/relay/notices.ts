import { encodeNotice } from "../../board/protocol.ts";

const DAMAGE = "A part of this board could not be read. It is kept aside, and everything else is here.";

/** What people should know of how their work is kept. */
export function stateNotices(trouble: string | undefined, isDamaged: boolean): Uint8Array<ArrayBuffer>[] {
  const saving = trouble ? encodeNotice("unsaved", trouble) : encodeNotice("saving", "");
  return isDamaged ? [saving, encodeNotice("damaged", DAMAGE)] : [saving];
}
