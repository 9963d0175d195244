import type { PanelProps } from "./panel.ts";
import { Later, type Part, styledPart } from "./controls/lazy_part.tsx";

export const FIND = styledPart(() => import("./asked_parts.ts").then(({ ASKED_PARTS }) => ASKED_PARTS.find));

export const TALK = styledPart(() => import("./talk/talk_panel.tsx").then(({ TalkPanel }) => TalkPanel));

export const CONNECTION = styledPart(() =>
  import("./connection/connection_panel.tsx").then(({ ConnectionPanel }) => ConnectionPanel)
);

/** The panels beside the board, by the name that `Editor.openPanel` takes. */
const PANELS: Readonly<Record<string, Part<PanelProps>>> = {
  find: FIND,
  talk: TALK,
  comments: TALK,
  connection: CONNECTION,
};

/** The open panel. The board receives all keys except those typed in a field of the panel. */
export function Panels(given: Omit<PanelProps, "close">) {
  const { editor } = given;
  const open = editor.panel.value;
  if (open === undefined) return null;
  return (
    <Later
      key={open.name}
      part={PANELS[open.name]}
      waiting={editor.waiting}
      props={{ ...given, close: () => editor.panel.value = undefined }}
    />
  );
}
