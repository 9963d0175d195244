import { DrawingError } from "../drawing.ts";
import type { EdgeHead } from "./edge_head.ts";
import { DEPTH_MAX, type DiagramText, EDGES_MAX, NODES_MAX, plainLine, statementsOf, wordsOf } from "./statements.ts";

export interface Person {
  readonly id: string;
  text: string;
  readonly isActor: boolean;
}

export interface Message {
  readonly kind: "message";
  readonly from: string;
  readonly to: string;
  readonly text: string;
  readonly line: "solid" | "dotted";
  readonly startHead: EdgeHead;
  readonly endHead: EdgeHead;
}

export type Step =
  | Message
  | {
    readonly kind: "note";
    readonly side: "left" | "right" | "over";
    readonly of: readonly string[];
    readonly text: string;
  }
  | { readonly kind: "active"; readonly id: string; readonly isOn: boolean }
  /** A frame around steps, and a line across it. */
  | { readonly kind: "open" | "divide"; readonly word: string; readonly text: string }
  | { readonly kind: "close" };

/** A sequence diagram of Mermaid: what it says, without places. */
export interface Sequence {
  readonly title: string;
  readonly people: ReadonlyMap<string, Person>;
  readonly steps: readonly Step[];
  /** Statements that say something else. */
  readonly unread: readonly string[];
}

const ID = "[^\\s+\\->:;,()<]+(?:[ -](?![->x)])[^\\s+\\->:;,<]+)*";
const MESSAGE = new RegExp(`^(${ID})\\s*(<<)?(--?)(>>|>|x|\\))\\s*([+-]?)\\s*(${ID})\\s*:\\s*(.*)$`, "u");
const NOTE = /^note\s+(left of|right of|over)\s+([^:]+?)\s*:\s*(.*)$/i;
const OPENED = /^(loop|alt|opt|par|critical|break|rect)\b\s*(.*)$/;
const DIVIDED = /^(else|and|option)\b\s*(.*)$/;
const HEADS: Readonly<Record<string, EdgeHead>> = { ">>": "arrow", ">": "open", x: "cross", ")": "open" };

/** @throws {DrawingError} */
export function readSequence({ body }: DiagramText): Sequence {
  const reader = new SequenceReader();
  for (const statement of statementsOf(body)) reader.read(plainLine(statement));
  return reader.sequence();
}

class SequenceReader {
  readonly #people = new Map<string, Person>();
  readonly #steps: Step[] = [];
  /** Frames that are open; boxes around people have no steps. */
  readonly #open: ("frame" | "box")[] = [];
  #title = "";
  #number: number | undefined;
  readonly #unread: string[] = [];

  read(line: string): void {
    const [, what, id, words] = /^(?:create\s+)?(participant|actor)\s+(.+?)(?:\s+as\s+(.+))?$/.exec(line) ?? [];
    const [, onOff, who] = /^(activate|deactivate)\s+(.+)$/.exec(line) ?? [];
    const [, title] = /^title:?\s+(.+)$/.exec(line) ?? [];
    const opened = OPENED.exec(line), divided = DIVIDED.exec(line), note = NOTE.exec(line);
    if (id !== undefined) this.#person(id.replace(/@\{.*$/, "").trim(), { words, isActor: what === "actor" });
    else if (who !== undefined) this.#step({ kind: "active", id: this.#person(who), isOn: onOff === "activate" });
    else if (title !== undefined) this.#title = wordsOf(title);
    else if (/^autonumber\b/.test(line)) this.#number = Number(/\d+/.exec(line)?.[0] ?? 1);
    else if (line === "end") this.#close();
    else if (note) this.#note(note);
    else if (/^box\b/.test(line)) {
      this.#push("box");
      this.#unread.push(line);
    } else if (opened) {
      this.#push("frame");
      this.#step({ kind: "open", word: opened[1], text: opened[1] === "rect" ? opened[2] : wordsOf(opened[2]) });
    } else if (divided && this.#open.at(-1) === "frame") {
      this.#step({ kind: "divide", word: divided[1], text: wordsOf(divided[2]) });
    } else if (!this.#message(line)) this.#unread.push(line);
  }

  sequence(): Sequence {
    while (this.#open.length > 0) this.#close();
    return { title: this.#title, people: this.#people, steps: this.#steps, unread: this.#unread };
  }

  #message(line: string): boolean {
    const [, from, both, dashes, head, mark, to, text] = MESSAGE.exec(line) ?? [];
    if (from === undefined) return false;
    const ends = { from: this.#person(from), to: this.#person(to) };
    const words = this.#number === undefined ? wordsOf(text) : `${this.#number++}. ${wordsOf(text)}`;
    // A plain arrow has no head.
    const endHead = head === ">" ? "none" : HEADS[head];
    const startHead = both === undefined ? "none" : endHead;
    const line_ = dashes === "--" ? "dotted" : "solid";
    this.#step({ kind: "message", ...ends, text: words, line: line_, startHead, endHead });
    if (mark === "+") this.#step({ kind: "active", id: ends.to, isOn: true });
    if (mark === "-") this.#step({ kind: "active", id: ends.from, isOn: false });
    return true;
  }

  #note([, place, of, text]: readonly string[]): void {
    const side = place.toLowerCase().startsWith("left") ? "left" : /^right/i.test(place) ? "right" : "over";
    this.#step({ kind: "note", side, of: of.split(",").map((id) => this.#person(id.trim())), text: wordsOf(text) });
  }

  #push(what: "frame" | "box"): void {
    if (this.#open.push(what) > DEPTH_MAX) throw new DrawingError("tooMany");
  }

  #close(): void {
    const what = this.#open.pop();
    if (what === "frame") this.#step({ kind: "close" });
    else if (what === undefined) this.#unread.push("end");
  }

  #step(step: Step): void {
    if (this.#steps.length >= 2 * EDGES_MAX) throw new DrawingError("tooMany");
    this.#steps.push(step);
  }

  #person(id: string, { words, isActor = false }: { words?: string; isActor?: boolean } = {}): string {
    const known = this.#people.get(id);
    if (known && words !== undefined) known.text = wordsOf(words);
    if (known) return id;
    if (this.#people.size >= NODES_MAX / 4) throw new DrawingError("tooMany");
    this.#people.set(id, { id, text: wordsOf(words ?? id), isActor });
    return id;
  }
}
