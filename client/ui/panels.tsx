import type { Editor } from "../editor/editor.ts";
import type { PanelProps } from "./panel.ts";
import type { Talk } from "./talk/talk.ts";
import { Later, type Part, part, styledPart } from "./controls/lazy_part.tsx";

export const FIND = part(() => import("./idle_parts.ts").then(({ IDLE_PARTS }) => IDLE_PARTS.find));

/** The panels beside the board, by the name that `Editor.openPanel` takes. */
const PANELS: Readonly<Record<string, Part<PanelProps>>> = {
  find: FIND,
  talk: styledPart(() => import("./talk/talk_panel.tsx").then(({ TalkPanel }) => TalkPanel)),
};

/** The open panel. The board receives all keys except those typed in a field of the panel. */
export function Panels({ editor, talk }: { editor: Editor; talk: Talk }) {
  const open = editor.panel.value;
  if (open === undefined) return null;
  return (
    <Later
      key={open.name}
      part={PANELS[open.name]}
      props={{ editor, talk, close: () => editor.panel.value = undefined }}
    />
  );
}
