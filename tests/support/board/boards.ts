import * as Y from "yjs";
import { Board } from "../../../board/document.ts";

/** Boards that receive each other's changes at once, as through a server. */
export function linkedBoards(count: number): Board[] {
  const boards = Array.from({ length: count }, () => new Board());
  for (const from of boards) {
    from.doc.on("update", (update: Uint8Array, origin: unknown) => {
      if (origin === "remote") return;
      for (const to of boards) if (to !== from) Y.applyUpdate(to.doc, update, "remote");
    });
  }
  return boards;
}

/** Sends each board what it lacks from the other; for boards that are not linked. */
export function sync(a: Board, b: Board): void {
  const forA = Y.encodeStateAsUpdate(b.doc, Y.encodeStateVector(a.doc));
  Y.applyUpdate(b.doc, Y.encodeStateAsUpdate(a.doc, Y.encodeStateVector(b.doc)), "remote");
  Y.applyUpdate(a.doc, forA, "remote");
}

export function idsOf(board: Board): string[] {
  return [...board.readAll()].map((shape) => shape.id).sort();
}

/** All edits of a board, as `id/property`. */
export function editsOf(board: Board): Map<string, unknown> {
  return new Map(board.edits.entries());
}

/** The map to which earlier versions write edits. */
export function mapOfEdits({ doc }: Board): Y.Map<unknown> {
  return doc.getMap("edits");
}
