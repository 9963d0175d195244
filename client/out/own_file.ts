import {
  fromPortable,
  parsePortable,
  type PortableContent,
  PortableError,
  type PortableReason,
} from "../../board/portable/portable_reader.ts";
import { Problem } from "../editor/problem.ts";
import { DrawingError } from "../formats/drawing.ts";
import { refuseBoundless } from "../formats/json_bounds.ts";
import { DRAWINGS } from "../messages/en/drawings.ts";
import { FILES } from "../messages/en/export.ts";
import { boardIn, CARRIED } from "./png_board.ts";

/** The start of a file says whether we wrote it. The rest may be large and hostile. */
export const HEAD_BYTES = 4_096;

export async function isOurs(file: Blob): Promise<boolean> {
  const head = await file.slice(0, HEAD_BYTES).text();
  return head.includes(CARRIED) || /"type"\s*:\s*"drawbridge"/.test(head) ||
    /\.drawbridge$/i.test((file as Partial<File>).name ?? "");
}

/** The text of a file of ours, or of the one that a PNG carries. */
export async function textOf(file: Blob): Promise<string> {
  try {
    return await boardIn(new Uint8Array(await file.arrayBuffer())) ?? await file.text();
  } catch (error) {
    throw error instanceof DrawingError ? new Problem(DRAWINGS[error.problem]) : error;
  }
}

/** @throws {Problem} */
export function readOwn(text: string): PortableContent & { readonly talk: unknown; readonly assets: unknown } {
  try {
    const value = parsePortable(text, refuseBoundless);
    return { ...fromPortable(value), talk: Object(value).talk, assets: Object(value).assets };
  } catch (error) {
    if (error instanceof DrawingError) throw new Problem(DRAWINGS[error.problem]);
    throw error instanceof PortableError ? new Problem(fileProblem(error.reason)) : error;
  }
}

function fileProblem(reason: PortableReason): string {
  switch (reason.code) {
    case "notDrawbridge":
      return FILES.notDrawbridge;
    case "unknownVersion":
      return FILES.unknownVersion(reason);
    case "tooManyShapes":
      return FILES.tooManyShapes(reason);
  }
}
