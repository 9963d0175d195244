import type { Editor } from "../editor/editor.ts";
import type { Talk } from "./talk/talk.ts";

/** What a panel beside the board gets. */
export interface PanelProps {
  readonly editor: Editor;
  readonly talk: Talk;
  readonly close: () => void;
}
