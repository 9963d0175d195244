import { measured } from "./measure.ts";
import type { Sequence, Step } from "./sequence_reader.ts";

type Shown = Extract<Step, { kind: "message" | "note" }>;

/** A message at its height, or a note in its box. */
export interface Row {
  readonly step: Shown;
  readonly y: number;
  readonly x?: number;
  readonly w?: number;
  readonly h?: number;
}

/** The time in which somebody does something, on their line. */
export interface Activation {
  readonly of: string;
  readonly x: number;
  readonly y: number;
  readonly w: number;
  h: number;
}

/** A frame around rows. */
export interface Block {
  readonly word: string;
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
  readonly dividers: readonly { readonly y: number; readonly text: string }[];
}

export interface SequenceLayout {
  /** The place of each person's line, and the width of the head above it. */
  readonly columns: ReadonlyMap<string, { readonly x: number; readonly w: number }>;
  readonly headHeight: number;
  readonly width: number;
  readonly height: number;
  readonly rows: readonly Row[];
  readonly activations: readonly Activation[];
  /** Outer before inner. */
  readonly blocks: readonly Block[];
}

/** Board units. */
const HEAD = { minW: 112, padding: 16, gap: 48 };
const ROW = { gap: 24, self: 32, label: 28, end: 16 };
const NOTE = { padding: 12, gap: 12 };
const ACTIVE = { w: 12, step: 5 };
const INSET = 16;
/** Left of a line in a frame, so that the word of the frame has room. */
export const LABEL_INSET = 56;

/** @param sequence with at least one person */
export function layOutSequence(sequence: Sequence): SequenceLayout {
  return new Layout(sequence).layOut();
}

interface OpenBlock {
  readonly word: string;
  readonly text: string;
  readonly y: number;
  readonly at: number;
  min: number;
  max: number;
  readonly dividers: { readonly y: number; readonly text: string }[];
}

class Layout {
  readonly #sequence: Sequence;
  readonly #columns = new Map<string, { x: number; w: number }>();
  readonly #rows: Row[] = [];
  readonly #activations: Activation[] = [];
  readonly #active = new Map<string, Activation[]>();
  readonly #blocks: (Block | undefined)[] = [];
  readonly #open: OpenBlock[] = [];
  #y = 0;

  constructor(sequence: Sequence) {
    this.#sequence = sequence;
  }

  layOut(): SequenceLayout {
    const headHeight = this.#placePeople();
    this.#y = headHeight;
    for (const step of this.#sequence.steps) this.#step(step);
    const height = this.#y + ROW.gap + ROW.end;
    for (const open of this.#active.values()) for (const each of open.splice(0)) this.#end(each);
    const last = [...this.#columns.values()].at(-1)!;
    const width = last.x + last.w / 2;
    const blocks = this.#blocks.filter((block) => block !== undefined);
    return {
      columns: this.#columns,
      headHeight,
      width,
      height,
      rows: this.#rows,
      activations: this.#activations,
      blocks,
    };
  }

  /** Lines are so far apart that heads, and the words between two of them, fit. @returns the height of the heads */
  #placePeople(): number {
    const ids = [...this.#sequence.people.keys()];
    const number = new Map(ids.map((id, i) => [id, i]));
    const heads = [...this.#sequence.people.values()].map(({ text }) => measured(text, 160));
    const widths = heads.map(({ w }) => Math.max(HEAD.minW, w + 2 * HEAD.padding));
    const gaps = widths.slice(1).map((w, i) => (widths[i] + w) / 2 + HEAD.gap);
    for (const step of this.#sequence.steps) {
      if (step.kind !== "message" && step.kind !== "note") continue;
      const of = step.kind === "message" ? [step.from, step.to] : step.of;
      const [first, last] = [
        Math.min(...of.map((id) => number.get(id)!)),
        Math.max(...of.map((id) => number.get(id)!)),
      ];
      const { w } = measured(step.text, 480);
      const isSelf = step.kind === "message" && first === last;
      // Words of a message to oneself, or a note, stand beside the line.
      const wanted = isSelf ? w + 72 : step.kind === "note" ? (step.side === "over" ? 0 : w + 56) : w + 48;
      const from = step.kind === "note" && step.side === "left" ? first - 1 : first, to = Math.max(last, from + 1);
      if (from < 0 || to >= ids.length) continue;
      const missing = wanted - gaps.slice(from, to).reduce((sum, gap) => sum + gap, 0);
      if (missing > 0) { for (let i = from; i < to; i++) gaps[i] += missing / (to - from); }
    }
    let x = widths[0] / 2;
    for (const [i, id] of ids.entries()) {
      this.#columns.set(id, { x, w: widths[i] });
      x += gaps[i] ?? 0;
    }
    return Math.max(...heads.map(({ h }) => h)) + 2 * HEAD.padding;
  }

  #step(step: Step): void {
    switch (step.kind) {
      case "message":
        return this.#message(step);
      case "note":
        return this.#note(step);
      case "active":
        return this.#activate(step.id, step.isOn);
      case "open":
        return this.#openBlock(step.word, step.text);
      case "divide":
        this.#y += ROW.gap;
        this.#open.at(-1)?.dividers.push({ y: this.#y, text: step.text });
        this.#y += step.text === "" ? 0 : ROW.label;
        return;
      case "close":
        return this.#closeBlock();
    }
  }

  #message(step: Extract<Step, { kind: "message" }>): void {
    const isSelf = step.from === step.to;
    const { w, h } = step.text === "" ? { w: 0, h: 0 } : measured(step.text, 480);
    this.#y += ROW.gap + (isSelf ? 0 : h);
    this.#rows.push({ step, y: this.#y });
    const xs = [this.#x(step.from), this.#x(step.to)];
    this.#reach(Math.min(...xs) - LABEL_INSET, Math.max(...xs) + INSET + (isSelf ? 48 + w : 0));
    if (isSelf) this.#y += Math.max(ROW.self, h);
  }

  #note(step: Extract<Step, { kind: "note" }>): void {
    const size = measured(step.text);
    const xs = step.of.map((id) => this.#x(id)), left = Math.min(...xs), right = Math.max(...xs);
    const own = size.w + 2 * NOTE.padding,
      w = step.side === "over" && right > left ? Math.max(own, right - left + 48) : own;
    const h = size.h + 2 * NOTE.padding;
    const x = step.side === "left"
      ? left - NOTE.gap - w
      : step.side === "right"
      ? right + NOTE.gap
      : (left + right - w) / 2;
    this.#y += ROW.gap / 2;
    this.#rows.push({ step, x, y: this.#y, w, h });
    this.#reach(x - INSET, x + w + INSET);
    this.#y += h;
  }

  #activate(id: string, isOn: boolean): void {
    const open = this.#active.get(id) ?? [];
    this.#active.set(id, open);
    if (!isOn) {
      const last = open.pop();
      if (last) this.#end(last);
      return;
    }
    const activation = {
      of: id,
      x: this.#x(id) - ACTIVE.w / 2 + open.length * ACTIVE.step,
      y: this.#y,
      w: ACTIVE.w,
      h: 0,
    };
    open.push(activation);
    this.#activations.push(activation);
  }

  #end(activation: Activation): void {
    activation.h = Math.max(ROW.end, this.#y - activation.y);
  }

  #openBlock(word: string, text: string): void {
    this.#y += ROW.gap;
    const at = this.#blocks.push(undefined) - 1;
    this.#open.push({
      word,
      text,
      y: this.#y,

      at,
      min: Infinity,
      max: -Infinity,
      dividers: [],
    });
    this.#y += word === "rect" ? 0 : ROW.label;
  }

  #closeBlock(): void {
    const block = this.#open.pop()!;
    this.#y += ROW.end;
    const xs = [...this.#columns.values()].map(({ x }) => x);
    const min = Math.min(block.min, block.max === -Infinity ? xs[0] - LABEL_INSET : Infinity);
    const words = [block.text, ...block.dividers.map(({ text }) => text)].map((text) =>
      measured(text, 480).w + 2 * LABEL_INSET
    );
    const max = Math.max(
      block.max === -Infinity ? xs.at(-1)! + INSET : block.max,
      block.word === "rect" ? 0 : min + Math.max(...words),
    );
    const { word, text, y, dividers } = block;
    this.#blocks[block.at] = { word, text, x: min, y, w: max - min, h: this.#y - y, dividers };
    this.#reach(min - INSET / 2, max + INSET / 2);
  }

  /** The open frame includes this part. */
  #reach(min: number, max: number): void {
    const block = this.#open.at(-1);
    if (block === undefined) return;
    block.min = Math.min(block.min, min);
    block.max = Math.max(block.max, max);
  }

  #x(id: string): number {
    return this.#columns.get(id)!.x;
  }
}
