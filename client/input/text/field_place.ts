import { effect } from "@preact/signals-core";
import { FAMILIES } from "../../../board/figure/text/font_family.ts";
import { caretAt } from "../../../board/figure/text/caret.ts";
import { inkOfText } from "../../../board/figure/text/text_block.ts";
import { letteringOf } from "../../../board/figure/text/shape_text.ts";
import { toBoard } from "../../../board/figure/point.ts";
import { TAB } from "../../../board/figure/text/text_layout.ts";
import { PAPER } from "../../../board/palette.ts";
import type { Editor } from "../../editor/editor.ts";
import type { Writing } from "../../editor/text/text_editing.ts";

/** Room for the caret on both sides of text that does not wrap, ems. */
const SLACK = 1;
/** Minimum distance of the caret from the edges of the visible area and from the bars, CSS pixels. */
const ROOM = { edge: 24, bar: 72 };

const STYLE = {
  position: "absolute",
  left: "0",
  top: "0",
  margin: "0",
  padding: "0",
  border: "0",
  outline: "0",
  resize: "none",
  overflow: "hidden",
  transformOrigin: "0 0",
  userSelect: "text",
  webkitUserSelect: "text",
  touchAction: "auto",
  overflowWrap: "anywhere",
  // Forced colours would show the text twice, because the board below does not use them.
  forcedColorAdjust: "none",
  // Each paragraph runs as its first letter does, as on the board.
  unicodeBidi: "plaintext",
  tabSize: String(TAB),
  // Same letter widths as in the layout; see `text_painter.ts`.
  fontKerning: "none",
  fontVariantLigatures: "none",
  textRendering: "geometricPrecision",
};

/** Distance from the top to the first baseline in this browser. Browsers round font heights differently. */
function baselineIn(face: Partial<CSSStyleDeclaration>): number {
  const line = document.createElement("div"), foot = document.createElement("span");
  Object.assign(line.style, { ...STYLE, ...face, visibility: "hidden" });
  Object.assign(foot.style, { display: "inline-block" });
  line.append(foot);
  document.body.append(line);
  const baseline = foot.getBoundingClientRect().bottom - line.getBoundingClientRect().top;
  line.remove();
  return baseline;
}

/**
 * Keeps the field above the text that it edits. Sizes are in board units and scaled as a whole, so that lines break as
 * on the board.
 */
export class FieldPlace {
  readonly #element: HTMLTextAreaElement;
  readonly #editor: Editor;
  readonly #writing: Writing;
  readonly #stops: (() => void)[];
  /** The styles that follow the shape and the camera, as they are now. */
  #look: Readonly<Record<string, string>> = {};
  /** Cached baseline of the last font, because measuring forces a layout of the page. */
  #measured: { readonly key: string; readonly baseline: number } | undefined;

  constructor(element: HTMLTextAreaElement, editor: Editor, writing: Writing) {
    this.#element = element;
    this.#editor = editor;
    this.#writing = writing;
    Object.assign(element.style, STYLE);
    const onKeyboard = () => this.reveal();
    visualViewport?.addEventListener("resize", onKeyboard);
    const onFont = () => {
      this.#measured = undefined;
      this.#follow();
    };
    document.fonts.addEventListener("loadingdone", onFont);
    this.#stops = [
      editor.shapes.onChange((changes) => changes.some(({ id }) => id === writing.id) && this.#follow()),
      effect(() => {
        void editor.camera.state.value;
        void editor.theme.value;
        this.#follow();
      }),
      () => document.fonts.removeEventListener("loadingdone", onFont),
      () => visualViewport?.removeEventListener("resize", onKeyboard),
    ];
  }

  close(): void {
    for (const stop of this.#stops.splice(0)) stop();
  }

  #follow(): void {
    const shape = this.#writing.shape;
    const lettering = shape && letteringOf(shape);
    if (shape === undefined || lettering === undefined) return;
    const { camera, theme } = this.#editor;
    const { layout: { lines, w, h, lineHeight, style: { font, size, align, width } }, x, y } = lettering;
    // The board already paints the background of a label with text, below the carets of peers.
    const ground = lettering.layout.text === "" ? lettering.ground : undefined;
    const slack = width === undefined ? SLACK * size : 0;
    const face = { fontFamily: FAMILIES[font], fontSize: `${size}px`, lineHeight: `${lineHeight}px` };
    const sunk = this.#baselineIn(face) - lines[0].baseline;
    const place = toBoard(shape, { x: x - slack, y: y - sunk });
    const scale = camera.zoom * devicePixelRatio;
    // Align to whole device pixels, as the board does.
    const onScreen = (at: number, origin: number) => (at * scale - Math.round(origin * scale)) / devicePixelRatio;
    const paper = PAPER[theme.peek()];
    this.#show({
      transform: `translate(${onScreen(place.x, camera.x)}px, ${onScreen(place.y, camera.y)}px) ` +
        `rotate(${shape.angle ?? 0}rad) scale(${camera.zoom})`,
      padding: `0 ${slack}px`,
      width: `${w + 2 * slack}px`,
      height: `${h}px`,
      whiteSpace: width === undefined ? "pre" : "pre-wrap",
      textAlign: { natural: "start", start: "left", middle: "center", end: "right" }[align],
      ...face,
      color: inkOfText(lettering, theme.peek()),
      opacity: String(shape.opacity ?? 1),
      background: ground === undefined ? "transparent" : paper,
      boxShadow: ground === undefined ? "none" : `0 0 0 ${ground}px ${paper}`,
    });
  }

  /** Sets only what changed: setting all of it takes a noticeable part of the time of a letter. */
  #show(look: Readonly<Record<string, string>>): void {
    const changed = Object.entries(look).filter(([name, value]) => value !== this.#look[name]);
    Object.assign(this.#element.style, Object.fromEntries(changed));
    this.#look = look;
  }

  #baselineIn(face: Partial<CSSStyleDeclaration>): number {
    const key = [...Object.values(face), devicePixelRatio].join();
    if (this.#measured?.key !== key) this.#measured = { key, baseline: baselineIn(face) };
    return this.#measured.baseline;
  }

  /** Pans just far enough to show the caret: between the bars and above the on-screen keyboard. */
  reveal(): void {
    const shape = this.#writing.shape;
    const lettering = shape && letteringOf(shape);
    const surface = this.#element.parentElement?.getBoundingClientRect();
    if (shape === undefined || lettering === undefined || surface === undefined) return;
    const { selectionStart, selectionEnd, selectionDirection } = this.#element;
    const caret = caretAt(lettering.layout, selectionDirection === "backward" ? selectionStart : selectionEnd);
    const { camera } = this.#editor;
    const ends = [caret.y, caret.y + caret.h].map((down) => {
      const at = toBoard(shape, { x: lettering.x + caret.x, y: lettering.y + down });
      return { x: surface.x + (at.x - camera.x) * camera.zoom, y: surface.y + (at.y - camera.y) * camera.zoom };
    });
    const { offsetLeft = 0, offsetTop = 0, width = innerWidth, height = innerHeight } = visualViewport ?? {};
    const dx = beyond(ends.map(({ x }) => x), offsetLeft + ROOM.edge, offsetLeft + width - ROOM.edge);
    const dy = beyond(
      ends.map(({ y }) => y),
      Math.max(offsetTop + ROOM.edge, ROOM.bar),
      Math.min(offsetTop + height - ROOM.edge, innerHeight - ROOM.bar),
    );
    // A camera that is set, even to where it is, makes all that follows it look again.
    if (dx !== 0 || dy !== 0) camera.panBy(dx, dy);
  }
}

/** Distance of the places from a range. Places that do not fit are aligned with its start. */
function beyond(places: readonly number[], least: number, most: number): number {
  const first = Math.min(...places) - least, last = Math.max(...places) - most;
  return first < 0 ? first : Math.min(first, Math.max(0, last));
}
