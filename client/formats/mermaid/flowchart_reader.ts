import { DrawingError } from "../drawing.ts";
import { bracketed, type Brackets } from "./brackets.ts";
import type { Direction, Flowchart, FlowEdge, FlowNode, Look, NodeForm, Subgraph } from "./flowchart.ts";
import { linkAt } from "./flowchart_link.ts";
import {
  DEPTH_MAX,
  type DiagramText,
  directionOf,
  EDGES_MAX,
  lookOf,
  NODES_MAX,
  statementsOf,
  wordsOf,
} from "./statements.ts";

const ID = /\s*((?:[\p{L}\p{N}_./#$+?!%*'\\]|(?<=\S)-(?![-.>=]))+)/uy;
const CLASS = /:::([\w-]{1,100})/y;
const NAMED_FORM = /@\{([^{}]{0,2000})\}/y;
const AND = /\s*&/y;

const BRACKETS: Brackets = [
  ["(((", ")))", "circle"],
  ["((", "))", "circle"],
  ["([", "])", "round"],
  ["[(", ")]", "cylinder"],
  ["[[", "]]", "rectangle"],
  ["{{", "}}", "hexagon"],
  ["[/", "/]", "leaning"],
  ["[\\", "\\]", "leaning"],
  ["[/", "\\]", "trapezoid"],
  ["[\\", "/]", "trapezoid"],
  ["[", "]", "rectangle"],
  ["(", ")", "round"],
  ["{", "}", "diamond"],
  [">", "]", "rectangle"],
];

/** Names of forms in `id@{ shape: name }`. Others are rectangles. */
const FORM_NAMES: readonly (readonly [names: RegExp, form: NodeForm])[] = [
  [/^(rounded|event|stadium|pill|terminal)$/, "round"],
  [/^(circ|circle|dbl-circ|double-circle|sm-circ|small-circle|start|stop)$/, "circle"],
  [/^(diam|diamond|decision|question)$/, "diamond"],
  [/^(hex|hexagon|prepare)$/, "hexagon"],
  [/^(cyl|cylinder|db|database)$/, "cylinder"],
  [/^lean-/, "leaning"],
  [/^trap-|^trapezoid/, "trapezoid"],
];

/** @throws {DrawingError} */
export function readFlowchart({ header, body }: Pick<DiagramText, "header" | "body">): Flowchart {
  const reader = new Reader(directionOf(header.trim().split(/\s+/).at(-1)!) ?? "TB");
  for (const statement of statementsOf(body)) reader.read(statement);
  return reader.chart();
}

class Reader {
  readonly #direction: Direction;
  readonly #nodes = new Map<string, FlowNode>();
  readonly #edges: FlowEdge[] = [];
  readonly #subgraphs = new Map<string, Subgraph>();
  readonly #classes = new Map<string, Look>();
  readonly #named = new Map<string, string[]>();
  readonly #open: string[] = [];
  readonly #unread: string[] = [];

  constructor(direction: Direction) {
    this.#direction = direction;
  }

  read(statement: string): void {
    const [, word = "", rest = ""] = /^([a-zA-Z]+)(?:\s+([^]*))?$/.exec(statement) ?? [];
    if (word === "subgraph") this.#subgraph(rest.trim());
    else if (word === "end" && rest === "") this.#open.pop();
    else if (word === "classDef") this.#define(rest);
    else if (word === "class" && rest !== "") this.#name(rest);
    else if (word === "style" && rest !== "") this.#style(rest);
    else if (word === "click") this.#click(rest, statement);
    else if (word === "direction" || word === "linkStyle") this.#unread.push(statement);
    else if (!this.#chain(statement)) this.#unread.push(statement);
  }

  chart(): Flowchart {
    for (const [id, names] of this.#named) {
      const node = this.#nodes.get(id);
      for (const name of names) if (node) node.look = { ...this.#classes.get(name), ...node.look };
    }
    const usual = this.#classes.get("default");
    if (usual) { for (const node of this.#nodes.values()) node.look = { ...usual, ...node.look }; }
    for (const id of this.#subgraphs.keys()) this.#nodes.delete(id);
    return {
      direction: this.#direction,
      nodes: this.#nodes,
      edges: this.#edges,
      subgraphs: this.#subgraphs,
      unread: this.#unread,
    };
  }

  #subgraph(rest: string): void {
    const [, named, titled] = /^([^\s[\]]+)\s*\[([^]*)\]$/.exec(rest) ?? [];
    const id = named ?? (rest.replace(/^"([^]*)"$/, "$1") || `subgraph ${this.#subgraphs.size}`);
    if (!this.#subgraphs.has(id)) {
      if (this.#subgraphs.size >= NODES_MAX) throw new DrawingError("tooMany");
      this.#subgraphs.set(id, { id, title: wordsOf(titled ?? rest), within: this.#open.at(-1) });
    }
    if (this.#open.push(id) > DEPTH_MAX) throw new DrawingError("tooMany");
  }

  #define(rest: string): void {
    const [, names, css] = /^(\S+)\s+([^]*)$/.exec(rest) ?? [];
    for (const name of names?.split(",") ?? []) this.#classes.set(name, lookOf(css));
  }

  #name(rest: string): void {
    const [, ids, name] = /^([^]*\S)\s+(\S+)$/.exec(rest) ?? [];
    for (const id of ids?.split(",") ?? []) this.#addName(id.trim(), name);
  }

  #addName(id: string, name: string): void {
    this.#named.set(id, [...this.#named.get(id) ?? [], name]);
  }

  #style(rest: string): void {
    const [, ids, css] = /^(\S+)\s+([^]*)$/.exec(rest) ?? [];
    for (const id of ids?.split(",") ?? []) {
      const node = this.#nodes.get(id);
      if (node) node.look = { ...node.look, ...lookOf(css) };
    }
  }

  #click(rest: string, statement: string): void {
    const [, id, url] = /^(\S+)\s+(?:href\s+)?"([^"]+)"/.exec(rest) ?? [];
    const node = id === undefined ? undefined : this.#nodes.get(id);
    if (node) node.link = url;
    else this.#unread.push(statement);
  }

  /** `a --> b & c --> d`. @returns false when a part cannot be read; the parts before it are kept */
  #chain(text: string): boolean {
    let at = 0, before: string[] | undefined, link: ReturnType<typeof linkAt>;
    for (;;) {
      const found = this.#group(text, at);
      if (found === undefined) return false;
      at = found.end;
      if (before && link) this.#connect(before, found.ids, link.link);
      before = found.ids;
      if (text.slice(at).trim() === "") return true;
      link = linkAt(text, at);
      if (link === undefined) return false;
      at = link.end;
    }
  }

  #connect(from: readonly string[], to: readonly string[], { text, ...link }: Omit<FlowEdge, "from" | "to">): void {
    for (const a of from) {
      for (const b of to) {
        if (this.#edges.length >= EDGES_MAX) throw new DrawingError("tooMany");
        this.#edges.push({ from: a, to: b, ...link, text: wordsOf(text) });
      }
    }
  }

  /** Nodes between `&`. */
  #group(text: string, start: number): { ids: string[]; end: number } | undefined {
    const ids: string[] = [];
    for (let at = start;;) {
      ID.lastIndex = at;
      const found = ID.exec(text);
      if (found === null) return undefined;
      const id = found[1];
      at = this.#node(id, text, at + found[0].length);
      ids.push(id);
      AND.lastIndex = at;
      const and = AND.exec(text);
      if (and === null) return { ids, end: at };
      at += and[0].length;
    }
  }

  /** Adds a node or what is newly said of it. @returns where the text goes on */
  #node(id: string, text: string, start: number): number {
    let at = start;
    let node = this.#nodes.get(id);
    if (node === undefined) {
      if (this.#nodes.size >= NODES_MAX) throw new DrawingError("tooMany");
      node = { id, text: id, form: "rectangle", look: {}, within: this.#open.at(-1) };
      this.#nodes.set(id, node);
    }
    const found = bracketed(text, at, BRACKETS);
    if (found) {
      [node.text, node.form, at] = [wordsOf(found.words), found.form, found.end];
    }
    NAMED_FORM.lastIndex = at;
    const said = NAMED_FORM.exec(text);
    if (said) {
      at += said[0].length;
      const shape = /\bshape:\s*([\w-]+)/.exec(said[1])?.[1] ?? "";
      const label = /\blabel:\s*("[^"]*"|[^,]+)/.exec(said[1])?.[1];
      node.form = FORM_NAMES.find(([names]) => names.test(shape))?.[1] ?? node.form;
      if (label !== undefined) node.text = wordsOf(label);
    }
    CLASS.lastIndex = at;
    const named = CLASS.exec(text);
    if (named === null) return at;
    this.#addName(id, named[1]);
    return at + named[0].length;
  }
}
