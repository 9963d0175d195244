import { useSignal } from "@preact/signals";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import type { ShapeId } from "../../../board/id.ts";
import type { Shape } from "../../../board/shape.ts";
import { excerptOf, writtenOn } from "../../editor/speech/describe.ts";
import type { PanelProps } from "../panel.ts";
import type { PageTexts } from "./page_texts.ts";
import { Later, styledPart } from "../controls/lazy_part.tsx";
import { Icon } from "../controls/icon.tsx";
import { FIND } from "../../messages/en/find.ts";
import { CONTROLS } from "../../messages/en/controls.ts";

/** Maximum number of listed hits. Enter still steps through all of them. */
const LISTED_MAX = 50;
/** Delay after a change of the board before the hits are updated, ms. Others may change it in every frame. */
const REST_MS = 200;

/** What people said, and the pages of PDFs, are searched from this many letters on. */
const MORE_LETTERS = 2;
const FOUND_TALK = styledPart(() => import("./found_talk.tsx").then(({ FoundTalk }) => FoundTalk));

/** Finds text on the board, and below what people said. Enter selects the next hit, Shift+Enter the previous one. */
export function FindBar({ editor, talk, close }: PanelProps) {
  const typed = useSignal("");
  /** The hit that was shown last. */
  const current = useSignal<ShapeId | undefined>(undefined);
  const changes = useSignal(0);
  const listed = useRef<ReadonlySet<ShapeId>>(new Set());
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
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = editor.shapes.onChange((changed) => {
      // Strokes, which are most changes, are no hits.
      if (!changed.some(({ id, shape }) => listed.current.has(id) || shape && writtenOn(shape) !== "")) return;
      timer ??= setTimeout(() => {
        timer = undefined;
        changes.value++;
      }, REST_MS);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [editor]);
  void changes.value;
  const wanted = typed.value.trim().toLowerCase();
  const pages = useSignal<PageTexts | undefined>(undefined);
  const isMore = wanted.length >= MORE_LETTERS;
  useEffect(() => {
    // The code for PDFs loads where there are some.
    if (isMore && editor.readingOrder.shapes.some((shape) => "pdf" in shape)) {
      import("./page_texts.ts").then(({ PageTexts }) => (pages.value ??= new PageTexts(editor)).read(), () => {});
    }
  }, [isMore, changes.value]);
  useEffect(() => () => pages.peek()?.close(), []);
  void pages.value?.count.value;
  const wordsOn = (shape: Shape) => `${writtenOn(shape)} ${isMore && pages.value?.of(shape) || ""}`;
  const hits = wanted === ""
    ? []
    : editor.readingOrder.shapes.filter((shape) => wordsOn(shape).toLowerCase().includes(wanted));
  listed.current = new Set(hits.map(({ id }) => id));
  const at = hits.findIndex(({ id }) => id === current.value);
  const go = (to: number) => {
    const shape = hits[to];
    current.value = shape.id;
    const box = editor.shapes.box(shape.id);
    if (box === undefined) return;
    editor.tool.value = "select";
    editor.selection.set([shape.id]);
    editor.camera.reveal(box);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape") close();
    else if (event.key !== "Enter" || hits.length === 0) return;
    else go((at + (event.shiftKey ? -1 : 1) + hits.length) % hits.length);
    event.preventDefault();
  };
  return (
    <search ref={bar} class="panel find" aria-label={FIND.title} onKeyDown={onKeyDown}>
      <div class="find-row">
        <input
          ref={input}
          class="input"
          type="text"
          aria-label={FIND.title}
          placeholder={FIND.title}
          autocomplete="off"
          spellcheck={false}
          onInput={({ currentTarget }) => {
            typed.value = currentTarget.value;
            current.value = undefined;
          }}
        />
        <span class="note" aria-live="polite" aria-atomic>
          {wanted && (pages.value?.isReading.value && hits.length === 0 ? FIND.reading : countOf(hits.length, at))}
        </span>
        <button type="button" class="button" aria-label={CONTROLS.close} onClick={close}>
          <Icon name="close" />
        </button>
      </div>
      {hits.length > 0 && (
        <ul class="results">
          {hits.slice(0, LISTED_MAX).map((shape, i) => (
            <li key={shape.id}>
              <button type="button" class="item" aria-current={i === at} onClick={() => go(i)}>
                <Excerpt words={wordsOn(shape)} wanted={wanted} />
              </button>
            </li>
          ))}
        </ul>
      )}
      {wanted.length >= MORE_LETTERS && <Later quiet part={FOUND_TALK} props={{ editor, talk, wanted }} />}
    </search>
  );
}

function countOf(count: number, at: number): string {
  if (count === 0) return FIND.none;
  return at < 0 ? FIND.found({ count }) : FIND.at({ number: at + 1, count });
}

function Excerpt({ words, wanted }: { words: string; wanted: string }) {
  const { before, found, after } = excerptOf(words.trim().replace(/\s+/g, " "), wanted);
  return (
    <span class="name">
      {before}
      <mark>{found}</mark>
      {after}
    </span>
  );
}
