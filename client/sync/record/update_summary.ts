import * as Y from "yjs";
import { FRAMES } from "../../messages/en/connection/frames.ts";

/** Larger updates are not decoded for one line of text, bytes. */
const DECODED_BYTES_MAX = 64 * 1024;

const LINE_KINDS = new Set<unknown>(["ink", "line"]);
const TEXT_ROOT = "text/";

/** What an update tells about its author: a shape that it adds, and its Yjs client id. */
export interface Change {
  readonly shape?: string;
  readonly client?: number;
}

/**
 * A Yjs update in words.
 *
 * @param nameOf the name of the author
 * @throws when it is malformed
 */
export function summarizeUpdate(update: Uint8Array, nameOf: (change: Change) => string): string {
  if (update.length > DECODED_BYTES_MAX) return FRAMES.large;
  const { structs, ds } = Y.decodeUpdate(update);
  let shape: string | undefined;
  let lines = 0, others = 0;
  let wasRenamed = false, wasWritten = false;
  for (const struct of structs) {
    if (!(struct instanceof Y.Item)) continue;
    // Yjs keeps the name of a root as the parent until the update is applied.
    const { parent, parentSub, content } = struct as { parent: unknown; parentSub: string | null; content: unknown };
    if (parent === "shapes" && parentSub !== null) {
      shape ??= parentSub;
      if (isLine(content)) lines++;
      else others++;
    } else if (parent === "meta") wasRenamed = true;
    else if (content instanceof Y.ContentString || String(parent).startsWith(TEXT_ROOT)) wasWritten = true;
  }
  const client = structs[0]?.id.client;
  const name = nameOf({ ...(shape !== undefined && { shape }), ...(client !== undefined && { client }) });
  if (others > 0) return FRAMES.added({ name, count: lines + others });
  if (lines > 0) return lines === 1 ? FRAMES.drewLine({ name }) : FRAMES.drewLines({ name, count: lines });
  if (wasWritten) return FRAMES.wrote({ name });
  if (wasRenamed) return FRAMES.renamed({ name });
  if (structs.length > 0) return FRAMES.changed({ name });
  return ds.clients.size > 0 ? FRAMES.deleted({ name }) : FRAMES.nothingNew;
}

function isLine(content: unknown): boolean {
  if (content instanceof Y.ContentBinary) return true;
  return content instanceof Y.ContentAny && LINE_KINDS.has(content.arr[0]?.kind);
}
