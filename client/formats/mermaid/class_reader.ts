import { ChartBuilder } from "./chart_builder.ts";
import type { EdgeHead } from "./edge_head.ts";
import type { Flowchart, FlowNode } from "./flowchart.ts";
import { type DiagramText, directionOf, linesOf, lookOf, wordsOf } from "./statements.ts";

const NAME = '(?:`[^`]{1,200}`|[\\p{L}\\p{N}_.-]+?(?:~[^\\s"]{1,200}~)?)';
const COUNT = '(?:"([^"]{0,200})")?';
const RELATION = new RegExp(
  `^(${NAME})\\s*${COUNT}\\s*(<\\||\\(\\)|[*o<])?(--|\\.\\.)(\\|>|\\(\\)|[*o>])?\\s*${COUNT}\\s*(${NAME})(?::::[\\w-]+)?\\s*(?::\\s*(.*))?$`,
  "u",
);
const CLASS = new RegExp(`^class\\s+(${NAME})\\s*(?:\\[(.*)\\])?\\s*(?::::[\\w-]+)?\\s*(\\{.*)?$`, "u");
const MEMBER = new RegExp(`^(${NAME})\\s*:\\s*(.+)$`, "u");

const HEADS: Readonly<Record<string, EdgeHead>> = {
  "<|": "triangle-outline",
  "|>": "triangle-outline",
  "*": "diamond",
  o: "diamond-outline",
  "<": "open",
  ">": "open",
  "()": "circle",
};

/** @throws {DrawingError} */
export function readClasses({ body }: DiagramText): Flowchart {
  const reader = new ClassReader();
  for (const line of linesOf(body)) reader.read(line);
  return reader.chart.chart();
}

class ClassReader {
  readonly chart = new ChartBuilder();
  /** The class whose members are being listed. */
  #open: FlowNode | undefined;

  read(line: string): void {
    if (this.#open !== undefined) return this.#member(this.#open, line);
    const { chart } = this;
    const [word] = line.split(/\s/, 1);
    const [, ids, css] = /^style\s+(\S+)\s+(.+)$/.exec(line) ?? [];
    const [, of, note] = /^note\s+(?:for\s+(\S+)\s+)?"(.*)"$/.exec(line) ?? [];
    const [, space, title] = /^namespace\s+([^\s[\]{]+)\s*(?:\["([^"]*)"\])?\s*\{$/.exec(line) ?? [];
    const [, linked, url] = /^(?:link|click)\s+(\S+)\s+(?:href\s+)?"([^"]+)"/.exec(line) ?? [];
    const direction = word === "direction" ? directionOf(line.slice(10).trim()) : undefined;
    if (space !== undefined) chart.open(`namespace ${space}`, title === undefined ? space : wordsOf(title));
    else if (line === "}") chart.close();
    else if (note !== undefined) chart.note(wordsOf(note), of && this.#class(of).id);
    else if (direction !== undefined) chart.direction = direction;
    else if (css !== undefined) this.#style(ids, css);
    else if (linked !== undefined) this.#class(linked).link = url;
    else if (!this.#kind(line) && !this.#declared(line) && !this.#relation(line) && !this.#described(line)) {
      chart.unread.push(line);
    }
  }

  /** `<<interface>> Name` */
  #kind(line: string): boolean {
    const [, kind, name] = /^<<([^<>]{1,200})>>\s+(\S+)$/.exec(line) ?? [];
    if (kind === undefined) return false;
    const node = this.#class(name);
    node.text = `«${kind}»\n${node.text}`;
    return true;
  }

  #declared(line: string): boolean {
    const [, name, label, rest] = CLASS.exec(line) ?? [];
    if (name === undefined) return false;
    const node = this.#class(name);
    if (label !== undefined) node.text = wordsOf(label);
    if (rest === undefined) return true;
    this.#open = node;
    for (const part of rest.slice(1).split(/(?=\})|;/)) {
      if (part.trim() !== "" && this.#open) this.#member(node, part.trim());
    }
    return true;
  }

  #described(line: string): boolean {
    const [, name, member] = MEMBER.exec(line) ?? [];
    if (name === undefined) return false;
    this.#member(this.#class(name), member);
    return true;
  }

  #relation(line: string): boolean {
    const [, from, startText, start = "", dashes, end = "", endText, to, label = ""] = RELATION.exec(line) ?? [];
    if (from === undefined) return false;
    this.chart.edge(this.#class(from).id, this.#class(to).id, {
      text: wordsOf(label),
      line: dashes === ".." ? "dotted" : "solid",
      startHead: HEADS[start] ?? "none",
      endHead: HEADS[end] ?? "none",
      ...(startText && { startText: wordsOf(startText) }),
      ...(endText && { endText: wordsOf(endText) }),
    });
    return true;
  }

  #style(ids: string, css: string): void {
    for (const id of ids.split(",")) {
      const node = this.#class(id);
      node.look = { ...node.look, ...lookOf(css) };
    }
  }

  #member(node: FlowNode, line: string): void {
    if (line === "}") {
      this.#open = undefined;
      return;
    }
    const kind = /^<<([^<>]{1,200})>>$/.exec(line)?.[1];
    if (kind !== undefined) {
      node.text = `«${kind}»\n${node.text}`;
      return;
    }
    const text = generic(line.replace(/[*$]$/, "").trim());
    const [fields = [], methods = []] = node.sections ?? [];
    node.sections = text.includes("(") ? [fields, [...methods, text]] : [[...fields, text], methods];
  }

  /** Its fields are the first section, its methods the second. */
  #class(source: string): FlowNode {
    const name = source.replace(/^`|`$/g, "");
    const id = name.replace(/~.*$/, "");
    const node = this.chart.node(id, { text: generic(name), form: "table", sections: [[], []] });
    return node;
  }
}

/** `List~int~` is `List<int>`. */
function generic(text: string): string {
  return text.replace(/~([^~]*)~/g, "<$1>");
}
