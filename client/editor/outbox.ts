import type { SelectionPresence } from "../../board/wire/selection_presence.ts";
import type { TalkPresence } from "../../board/talk/talk_presence.ts";
import type { TogetherPresence } from "../../board/wire/together_presence.ts";
import type { Typing } from "../../board/wire/presence.ts";
import type { StrokeNews } from "../../board/wire/live_stroke.ts";
import type { Point } from "../../board/figure/point.ts";

/**
 * What the local user does that peers see before it is on the board. Set by the composition root; the editor knows no
 * socket.
 */
export interface Outbox {
  /** The receiver adds the local awareness id. */
  tell(news: Omit<StrokeNews, "author">): void;
  /** Position of the local pointer, board units; null when it is not over the board. */
  pointAt(cursor: Point | null): void;
  /** Position of the local caret; undefined when no text is being edited. */
  typeAt(typing: Typing | undefined): void;
  /** The local selection and its motion; undefined when nothing is selected. */
  hold(held: SelectionPresence | undefined): void;
  /** Changes what concerns the conversation: under whom the local user talks, and what the user says at the cursor. */
  talk(part: TalkPresence): void;
  /** Changes what concerns looking at the board together; undefined removes a part. */
  together(part: TogetherChange): void;
  /** The awareness id of this page. */
  myId(): number;
}

export type TogetherChange = { readonly [Part in keyof TogetherPresence]?: TogetherPresence[Part] | undefined };

/** An outbox that sends nothing. */
export const SILENT: Outbox = {
  tell: () => {},
  pointAt: () => {},
  typeAt: () => {},
  hold: () => {},
  talk: () => {},
  together: () => {},
  myId: () => 0,
};
