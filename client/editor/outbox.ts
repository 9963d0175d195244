import type { Held } from "../../board/held.ts";
import type { Typing } from "../../board/presence.ts";
import type { StrokeNews } from "../../board/stroke_news.ts";
import type { Point } from "./camera.ts";

/** What I do that others see before it is on the board. Set by the composition root; the editor knows no socket. */
export interface Outbox {
  /** My awareness id is added on the way. */
  tell(news: Omit<StrokeNews, "author">): void;
  /** Where my pointer is, board units; null when it is not over the board. */
  pointAt(cursor: Point | null): void;
  /** Where I type; undefined when I do not. */
  typeAt(typing: Typing | undefined): void;
  /** What I have selected and move; undefined when that is nothing. */
  hold(held: Held | undefined): void;
}

/** Nobody is listening. */
export const SILENT: Outbox = { tell: () => {}, pointAt: () => {}, typeAt: () => {}, hold: () => {} };
