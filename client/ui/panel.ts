import type { Editor } from "../editor/editor.ts";
import type { ConnectionChoice, ConnectionSetting } from "./connection/connection_commands.ts";
import type { Talk } from "./talk/talk.ts";

/** What a panel beside the board gets. */
export interface PanelProps {
  readonly editor: Editor;
  readonly talk: Talk;
  /** Undefined where nothing is connected. */
  readonly connection?: ConnectionSetting<ConnectionChoice>;
  readonly close: () => void;
}
