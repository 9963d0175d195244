import { effect } from "@preact/signals-core";
import { TOGETHER } from "../../messages/en/people/together.ts";
import type { Editor } from "../editor.ts";

/**
 * Tells those who may not draw when an owner lets them use the laser pointer, or no longer does. Who loses the right to
 * draw hears of that alone.
 */
export function tellOfLaser(editor: Editor): () => void {
  const { canPoint, canDraw, role } = editor;
  let could = canPoint.peek(), drew = canDraw.peek();
  return effect(() => {
    const can = canPoint.value, draws = canDraw.value;
    if (can !== could && !draws && !drew && role.peek() !== undefined) {
      editor.tell({ kind: "owner", text: can ? TOGETHER.laserOpen : TOGETHER.laserClosed });
    }
    [could, drew] = [can, draws];
  });
}
