import type { Created } from "./create_board.ts";

/** What became of a change that was sent to a board. */
export type Outcome = "saved" | "viewOnly" | "full" | "absent" | "unreachable";

/** Changes boards that are not open on this page. Never throws. */
export interface BoardDesk {
  rename(slug: string, title: string): Promise<Outcome>;
  /** Creates a board with the same content. */
  duplicate(slug: string, title: string): Promise<Created>;
}
