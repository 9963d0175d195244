import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Command } from "../../editor/command.ts";
import type { Editor } from "../../editor/editor.ts";
import { INTERFACE } from "../../messages/en/interface.ts";
import { Later, styledPart } from "../controls/lazy_part.tsx";

const HINT_CARD = styledPart(() => import("../first_use/hint_card.tsx").then(({ HintCard }) => HintCard));
const EMPTY_BOARD = styledPart(() => import("./empty_board.tsx").then(({ EmptyBoard }) => EmptyBoard));

/**
 * A hint on an empty board, until anybody draws. A board that is emptied later stays without it. A person who has drawn
 * gets the hints for newcomers.
 */
export function Hints({ editor, commands }: { editor: Editor; commands: readonly Command[] }) {
  const isDrawn = useSignal(editor.live.size > 0);
  useEffect(() => editor.live.onChange(() => isDrawn.value ||= editor.live.size > 0), [editor]);
  const hasShapes = editor.shapes.count.value > 0;
  useEffect(() => void (isDrawn.value ||= hasShapes), [hasShapes]);
  if (editor.history.canUndo.value) return <Later quiet part={HINT_CARD} props={{ editor }} />;
  if (hasShapes || isDrawn.value || editor.status.value.kind === "loading") return null;
  return (
    <div class="hint">
      {editor.canDraw.value
        ? <Later quiet part={EMPTY_BOARD} props={{ editor, commands }} />
        : <p>{INTERFACE.emptyView}</p>}
    </div>
  );
}
