import { useSignal } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { Shape } from "../../board/shape.ts";
import { writtenOn } from "../editor/describe.ts";
import type { Editor } from "../editor/editor.ts";
import { Icon } from "./icon.tsx";

/** Maximum number of listed hits. Enter still steps through all of them. */
const LISTED_MAX = 50;
/** Number of characters shown on each side of a hit. */
const AROUND = 24;

/** Finds text on the board. Enter selects the next hit, Shift+Enter the previous one. */
export function FindBar({ editor, close }: { editor: Editor; close: () => void }) {
  const typed = useSignal("");
  const at = useSignal(-1);
  const input = useRef<HTMLInputElement>(null);
  const bar = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    const before = document.activeElement;
    return () => {
      // Leave the focus alone if it has moved to the board meanwhile.
      const isHere = bar.current?.contains(document.activeElement) || document.activeElement === document.body;
      if (isHere && before instanceof HTMLElement) before.focus();
    };
  }, []);
  const asked = editor.panel.value;
  useLayoutEffect(() => input.current?.select(), [asked]);
  void editor.shapes.count.value;
  const wanted = typed.value.trim().toLowerCase();
  const hits = wanted === ""
    ? []
    : editor.readingOrder.shapes.filter((shape) => writtenOn(shape).toLowerCase().includes(wanted));
  const go = (to: number) => {
    const shape = hits[to];
    at.value = to;
    const box = shape && editor.shapes.box(shape.id);
    if (box === undefined) return;
    editor.tool.value = "select";
    editor.selection.set([shape.id]);
    editor.camera.reveal(box);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape") close();
    else if (event.key !== "Enter" || hits.length === 0) return;
    else go((at.peek() + (event.shiftKey ? -1 : 1) + hits.length) % hits.length);
    event.preventDefault();
  };
  return (
    <search ref={bar} class="panel find" aria-label="Find text" onKeyDown={onKeyDown}>
      <div class="find-row">
        <input
          ref={input}
          class="input"
          type="text"
          aria-label="Find text"
          placeholder="Find text"
          autocomplete="off"
          spellcheck={false}
          onInput={({ currentTarget }) => {
            typed.value = currentTarget.value;
            at.value = -1;
          }}
        />
        <span class="note" role="status">{wanted && countOf(hits.length, at.value)}</span>
        <button type="button" class="button" aria-label="Close" onClick={close}>
          <Icon name="close" />
        </button>
      </div>
      {hits.length > 0 && (
        <ul class="results">
          {hits.slice(0, LISTED_MAX).map((shape, i) => (
            <li key={shape.id}>
              <button type="button" class="item" aria-current={i === at.value} onClick={() => go(i)}>
                <Excerpt shape={shape} wanted={wanted} />
              </button>
            </li>
          ))}
        </ul>
      )}
    </search>
  );
}

function countOf(count: number, at: number): string {
  if (count === 0) return "Not found";
  return at < 0 ? `${count} found` : `${at + 1} of ${count}`;
}

function Excerpt({ shape, wanted }: { shape: Shape; wanted: string }) {
  const text = writtenOn(shape).replace(/\s+/g, " ");
  const from = Math.max(0, text.toLowerCase().indexOf(wanted));
  const to = from + wanted.length;
  return (
    <span class="name">
      {from > AROUND && "…"}
      {text.slice(Math.max(0, from - AROUND), from)}
      <mark>{text.slice(from, to)}</mark>
      {text.slice(to, to + AROUND)}
      {to + AROUND < text.length && "…"}
    </span>
  );
}
