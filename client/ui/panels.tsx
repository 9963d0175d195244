import type { Editor } from "../editor/editor.ts";
import { Later, part } from "./later.tsx";

/** Whoever opens it by its key goes on typing. */
export const FIND = part(() => import("./find_bar.tsx").then(({ FindBar }) => FindBar));

/** What opens beside the board. The board stays in use: keys are its own unless they are typed in a field. */
export function Panels({ editor }: { editor: Editor }) {
  if (editor.panel.value === undefined) return null;
  return <Later part={FIND} props={{ editor, close: () => editor.panel.value = undefined }} />;
}
