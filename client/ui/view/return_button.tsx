import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Editor } from "../../editor/editor.ts";
import { focusBoard } from "../page/page_parts.ts";
import { INTERFACE } from "../../messages/en/interface.ts";

/** Delay after the last move of the view before the button appears, ms. */
const REST_MS = 300;

/** A button that returns to the drawing when none of it is in view. */
export function WayBack({ editor }: { editor: Editor }) {
  const isLost = useSignal(false);
  const { camera, shapes } = editor;
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        isLost.value = shapes.count.peek() > 0 && shapes.isBlank(camera.view());
      }, REST_MS);
    };
    const stops = [camera.state.subscribe(look), camera.viewport.subscribe(look), shapes.count.subscribe(look)];
    return () => {
      clearTimeout(timer);
      for (const stop of stops) stop();
    };
  }, [editor]);
  if (!isLost.value) return null;
  const goBack = () => {
    camera.fit(shapes.bounds());
    focusBoard();
  };
  return (
    <button type="button" class="panel way-back" onClick={goBack}>
      {INTERFACE.backToContent}
    </button>
  );
}
