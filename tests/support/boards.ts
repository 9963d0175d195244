import * as Y from "yjs";
import { Board } from "../../board/document.ts";

/** Boards that hear of each other at once, as with a server between them. */
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

/** What one lacks the other tells, both ways; for boards that are not linked. */
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

/** The map in which earlier versions write edits. */
export function mapOfEdits({ doc }: Board): Y.Map<unknown> {
  return doc.getMap("edits");
}
