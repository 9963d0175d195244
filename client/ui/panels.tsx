import type { Editor } from "../editor/editor.ts";
import { Later, part } from "./controls/lazy_part.tsx";

/** Loaded in advance, as people type right after its key. */
export const FIND = part(() => import("./search/find_bar.tsx").then(({ FindBar }) => FindBar));

/** The panels beside the board. The board receives all keys except those typed in a field of the panel. */
export function Panels({ editor }: { editor: Editor }) {
  if (editor.panel.value === undefined) return null;
  return <Later part={FIND} props={{ editor, close: () => editor.panel.value = undefined }} />;
}
