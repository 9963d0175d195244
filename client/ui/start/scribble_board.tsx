import { type Signal, useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { START } from "../../messages/en/start.ts";
import { useMedia } from "../page/use_media.ts";
import type { BoardDesk, Scribble } from "./board_desk.ts";

interface ScribbleBoardProps {
  readonly desk: BoardDesk;
  /** Receives the board once its code has loaded. */
  readonly scribble: Signal<Scribble | undefined>;
}

/** The farthest that a tap moves. */
const TAP_PX = 10;
/** Devices whose main pointer is a finger. */
const TOUCH = "(pointer: coarse)";

/**
 * A board to draw on before one is created. Loads after the first frame.
 *
 * A finger that swipes up or down over it scrolls the page. After a tap or a stroke sideways it draws in all directions,
 * until a press elsewhere.
 */
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
  const isEntered = useSignal(false);
  const down = useRef<PointerEvent | undefined>(undefined);
  const enter = ({ pointerType, clientX, clientY }: PointerEvent) => {
    if (pointerType !== "touch" || isEntered.peek()) return;
    isEntered.value = true;
    const { clientX: x, clientY: y } = down.current!;
    // The tap that enters the board is not meant as a dot on it.
    if (Math.hypot(clientX - x, clientY - y) < TAP_PX) scribble.peek()?.takeBack();
  };
  useEffect(() => {
    if (!isEntered.value) return;
    const leave = ({ target }: PointerEvent) => {
      if (!frame.current!.contains(target as Node)) isEntered.value = false;
    };
    addEventListener("pointerdown", leave);
    return () => removeEventListener("pointerdown", leave);
  }, [isEntered.value]);
  const isTouched = useMedia(TOUCH).value && !isEntered.value;
  const isEmpty = (scribble.value?.count.value ?? 0) === 0;
  return (
    <section class="scribble" aria-label={START.scribble}>
      <div
        ref={frame}
        class="scribble-board"
        data-entered={isEntered.value}
        onPointerDown={(event) => void (down.current = event)}
        onPointerUp={enter}
      />
      {isEmpty
        ? scribble.value && <p class="scribble-hint">{isTouched ? START.scribbleTap : START.scribbleHint}</p>
        : (
          <button type="button" class="secondary scribble-clear" onClick={() => scribble.peek()!.clear()}>
            {START.clear}
          </button>
        )}
    </section>
  );
}
