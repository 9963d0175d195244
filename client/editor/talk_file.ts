import type { ShapeId } from "../../board/id.ts";
import type { PortableWords } from "../../board/talk/portable_talk.ts";
import type { ExportWork } from "./outlet.ts";

/** The talk of a board, into a file and out of it. Fails with a `Problem` where the person can do something about it. */
export interface TalkFile {
  /** Everything that was said, as it is now. */
  read(work?: ExportWork): Promise<readonly PortableWords[]>;

  /**
   * Adds words to the talk, marked as imported.
   *
   * @param ids the ids that the shapes of the file have here: comments are pinned to them
   */
  add(words: readonly PortableWords[], ids: ReadonlyMap<ShapeId, ShapeId>): Promise<void>;
}
