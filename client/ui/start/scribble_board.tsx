import type { Signal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { START } from "../../messages/en/start.ts";
import type { BoardDesk, Scribble } from "./board_desk.ts";

interface ScribbleBoardProps {
  readonly desk: BoardDesk;
  /** Receives the board once its code has loaded. */
  readonly scribble: Signal<Scribble | undefined>;
}

/** A board to draw on before one is created. Loads after the first frame. */
export function ScribbleBoard({ desk, scribble }: ScribbleBoardProps) {
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let isGone = false;
    // After the frame that shows the page.
    requestAnimationFrame(() =>
      setTimeout(async () => {
        const loaded = isGone ? undefined : await desk.scribble(frame.current!);
        if (isGone) loaded?.close();
        else scribble.value = loaded;
      })
    );
    return () => {
      isGone = true;
      scribble.peek()?.close();
    };
  }, []);
  const isEmpty = (scribble.value?.count.value ?? 0) === 0;
  return (
    <section class="scribble" aria-label={START.scribble}>
      <div ref={frame} class="scribble-board" />
      {isEmpty
        ? scribble.value && <p class="scribble-hint">{START.scribbleHint}</p>
        : (
          <button type="button" class="secondary scribble-clear" onClick={() => scribble.peek()!.clear()}>
            {START.clear}
          </button>
        )}
    </section>
  );
}
