import type { Editor } from "../editor/editor.ts";
import { Later, part } from "./later.tsx";

/** Loaded ahead of time: its key is followed by typing. */
export const FIND = part(() => import("./find_bar.tsx").then(({ FindBar }) => FindBar));

/** What opens beside the board. The board still hears the keys, except those typed in a field of the panel. */
export function Panels({ editor }: { editor: Editor }) {
  if (editor.panel.value === undefined) return null;
  return <Later part={FIND} props={{ editor, close: () => editor.panel.value = undefined }} />;
}
