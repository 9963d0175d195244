import { viaOf } from "../../../board/figure/line/made_via.ts";
import { tie } from "../../../board/figure/line/tie.ts";
import type { ShapeId } from "../../../board/id.ts";
import type { ArrowEnd, ArrowShape, GeoShape } from "../../../board/shape.ts";
import { paintOf } from "../css_color.ts";
import type { Drawing } from "../drawing.ts";
import { DrawingDraft } from "../drawing_draft.ts";
import { addCaption } from "./caption.ts";
import { FONT, measured } from "./measure.ts";
import { headOfEdge } from "./edge_head.ts";
import {
  type Activation,
  type Block,
  LABEL_INSET,
  layOutSequence,
  type Row,
  type SequenceLayout,
} from "./sequence_layout.ts";
import type { Message, Sequence } from "./sequence_reader.ts";
import { missedBy } from "./unread.ts";

const LINE = { color: "black", width: 2 } as const;
const FAINT = { color: "grey", width: 1 } as const;

/** Makes shapes of a sequence: people with their lines, what they do on these, and messages tied to the lines. */
export class SequenceDrawing {
  readonly #sequence: Sequence;
  readonly #layout: SequenceLayout;
  readonly #draft = new DrawingDraft();
  readonly #lines = new Map<string, ShapeId>();
  readonly #activations = new Map<Activation, ShapeId>();

  constructor(sequence: Sequence) {
    this.#sequence = sequence;
    this.#layout = layOutSequence(sequence);
  }

  finish(): Drawing {
    const { title, unread } = this.#sequence;
    const { blocks, activations, rows, width } = this.#layout;
    for (const block of blocks) this.#block(block);
    if (title !== "") this.#words(title, { x: width / 2, y: -40 });
    this.#people();
    for (const activation of activations) this.#active(activation);
    for (const row of rows) {
      if (row.step.kind === "message") this.#message(row.step, row.y);
      else this.#note(row);
    }
    for (const statement of unread) this.#draft.miss(missedBy(statement));
    return this.#draft.finish(title);
  }

  #people(): void {
    const { columns, headHeight, height } = this.#layout;
    for (const { id, text, isActor } of this.#sequence.people.values()) {
      const { x, w } = columns.get(id)!, lineId = this.#draft.newId();
      const groups = [this.#draft.group(id)];
      this.#lines.set(id, lineId);
      const course = { x, y: headHeight, w: 0, h: height - headHeight, points: [0, 0, 0, height - headHeight] };
      this.#draft.add({ id: lineId, kind: "line", ...course, ...FAINT, dash: "dashed", groups });
      const head = { x: x - w / 2, y: 0, w, h: headHeight };
      const look = { ...LINE, fill: "semi", fillColor: isActor ? "orange" : "blue" } as const;
      const form: Omit<GeoShape, "order"> = {
        id: this.#draft.newId(),
        kind: "geo",
        form: "rectangle",
        ...head,
        ...look,
        ...FONT,
      };
      this.#draft.add({ ...form, groups, text, textColor: "black", ...(isActor && { rounded: true }) });
    }
  }

  #active(activation: Activation): void {
    const { x, y, w, h } = activation, id = this.#draft.newId();
    this.#activations.set(activation, id);
    this.#draft.add({
      id,
      kind: "geo",
      form: "rectangle",
      x,
      y,
      w,
      h,
      ...{ ...FAINT, fill: "solid", fillColor: "#eceff1" as const },
    });
  }

  #block({ x, y, w, h, word, text, dividers }: Block): void {
    const groups = [this.#draft.group(`block ${x} ${y} ${w} ${h}`)];
    const fillColor = word === "rect" ? paintOf(text, "#eef3fb") : undefined;
    const look = { ...FAINT, ...(fillColor && { fill: "solid" as const, fillColor }) };
    this.#draft.add({ id: this.#draft.newId(), kind: "geo", form: "rectangle", x, y, w, h, ...look, groups });
    const inside = x + LABEL_INSET + 20;
    if (word !== "rect") this.#label(word, { x: x + 6, y: y + 4, groups });
    if (word !== "rect" && text !== "") this.#label(`[${text}]`, { x: inside, y: y + 4, groups });
    for (const divider of dividers) {
      const course = { x, y: divider.y, w, h: 0, points: [0, 0, w, 0] };
      this.#draft.add({ id: this.#draft.newId(), kind: "line", ...course, ...FAINT, dash: "dashed", groups });
      if (divider.text !== "") this.#label(`[${divider.text}]`, { x: inside, y: divider.y + 4, groups });
    }
  }

  #label(text: string, { x, y, groups }: { x: number; y: number; groups: string[] }): void {
    const { w, h } = measured(text, 480);
    this.#draft.add({ id: this.#draft.newId(), kind: "text", x, y, w, h, ...FONT, text, color: "grey", groups });
  }

  #words(text: string, { x, y }: { x: number; y: number }): void {
    const { w, h } = measured(text, 480);
    addCaption(this.#draft, text, { x: x - w / 2, y, w, h });
  }

  #note({ step, x = 0, y, w = 0, h = 0 }: Row): void {
    if (step.kind !== "note") return;
    this.#draft.add({
      id: this.#draft.newId(),
      kind: "geo",
      form: "rectangle",
      x,
      y,
      w,
      h,
      ...FAINT,
      ...FONT,
      text: step.text,
      fill: "solid",
      fillColor: "#fff5ad",
      textColor: "black",
    });
  }

  #message({ from, to, text, line, startHead, endHead }: Message, y: number): void {
    const isRight = this.#layout.columns.get(from)!.x <= this.#layout.columns.get(to)!.x;
    const isSelf = from === to;
    const start = this.#end(from, y, isRight), end = this.#end(to, isSelf ? y + SELF.h : y, isSelf || !isRight);
    const via = isSelf
      ? viaOf([start, end].map((place) => ({ x: Math.max(start.x, end.x) + SELF.w, y: place.y })), start, end)
      : undefined;
    const arrow: ArrowShape = {
      id: this.#draft.newId(),
      kind: "arrow",
      order: "a0",
      x: 0,
      y: 0,
      w: 0,
      h: 0,
      start,
      end,
      ...LINE,
      route: "straight",
      ...(via && { via }),
      ...(line === "dotted" && { dash: "dashed" }),
      ...(startHead !== "none" && { startHead: headOfEdge(startHead) }),
      endHead: headOfEdge(endHead),
    };
    const { x, y: top, w, h } = tie(arrow, (id) => this.#draft.get(id));
    const { order: _, ...own } = arrow;
    this.#draft.add({ ...own, x, y: top, w, h });
    if (text === "") return;
    const size = measured(text, 480);
    const middle = isSelf ? Math.max(start.x, end.x) + SELF.w + 8 + size.w / 2 : (start.x + end.x) / 2;
    this.#words(text, { x: middle, y: isSelf ? y + (SELF.h - size.h) / 2 : y - size.h - 2 });
  }

  /** The end on what a person does at that height, or else on their line. */
  #end(id: string, y: number, isOnRight: boolean): ArrowEnd {
    const active = this.#layout.activations.findLast((each) => each.of === id && each.y <= y && y <= each.y + each.h);
    if (active !== undefined) {
      const u = isOnRight ? 1 : 0, v = active.h === 0 ? 0.5 : (y - active.y) / active.h;
      return { x: active.x + u * active.w, y, to: this.#activations.get(active)!, u, v, exact: true };
    }
    const { headHeight, height, columns } = this.#layout;
    const v = (y - headHeight) / (height - headHeight);
    return { x: columns.get(id)!.x, y, to: this.#lines.get(id)!, u: 0.5, v, exact: true };
  }
}

/** How far a message to oneself goes, board units. */
const SELF = { w: 40, h: 28 };
