import { ChartBuilder } from "./chart_builder.ts";
import type { Flowchart, FlowNode, NodeForm } from "./flowchart.ts";
import { type DiagramText, directionOf, linesOf, lookOf, wordsOf } from "./statements.ts";

const ID = "\\[\\*\\]|[\\p{L}\\p{N}_.-]+?";
const STYLED = "(?::::[\\w-]+)?";
const MOVE = new RegExp(`^(${ID})${STYLED}\\s*-->\\s*(${ID})${STYLED}\\s*(?::\\s*(.*))?$`, "u");
const STATE = new RegExp(`^state\\s+(?:"([^"]{0,2000})"\\s+as\\s+)?([\\p{L}\\p{N}_.-]+)\\s*(<<\\w+>>|\\{)?$`, "u");
const DESCRIBED = new RegExp(`^([\\p{L}\\p{N}_.-]+)${STYLED}\\s*(?::\\s*(.*))?$`, "u");

const FORMS: Readonly<Record<string, NodeForm>> = { "<<choice>>": "diamond", "<<fork>>": "bar", "<<join>>": "bar" };
const FILLED = { fill: "#1e1e1e" };

/** @throws {DrawingError} */
export function readStates({ body }: DiagramText): Flowchart {
  const reader = new StateReader();
  for (const line of linesOf(body)) reader.read(line);
  return reader.chart.chart();
}

class StateReader {
  readonly chart = new ChartBuilder();
  /** A note that ends with a line of its own. */
  #note: { readonly of: string; readonly lines: string[] } | undefined;

  read(line: string): void {
    const { chart } = this;
    if (this.#note !== undefined) return this.#noteLine(line);
    const [, of, note] = /^note\s+(?:left|right)\s+of\s+(\S+?)\s*(?::\s*(.*))?$/.exec(line) ?? [];
    const direction = directionOf(/^direction\s+(\w+)$/.exec(line)?.[1] ?? "");
    const [, ids, css] = /^style\s+(\S+)\s+(.+)$/.exec(line) ?? [];
    if (of !== undefined && note !== undefined) chart.note(wordsOf(note), this.#state(of).id);
    else if (of !== undefined) this.#note = { of, lines: [] };
    else if (line === "}") chart.close();
    else if (direction !== undefined) this.#direct(direction, line);
    else if (css !== undefined) { for (const id of ids.split(",")) this.#state(id).look = lookOf(css); }
    else if (/^(classDef|class|hide|scale|click|accTitle|accDescr)\b|^--$/.test(line)) chart.unread.push(line);
    else if (!this.#move(line) && !this.#declared(line) && !this.#described(line)) chart.unread.push(line);
  }

  #noteLine(line: string): void {
    const { of, lines } = this.#note!;
    if (!/^end\s*note$/.test(line)) return void lines.push(line);
    this.#note = undefined;
    this.chart.note(wordsOf(lines.join("<br>")), this.#state(of).id);
  }

  /** A direction inside of a state is not carried. */
  #direct(direction: Flowchart["direction"], line: string): void {
    if (this.chart.within === undefined) this.chart.direction = direction;
    else this.chart.unread.push(line);
  }

  #move(line: string): boolean {
    const [, from, to, label = ""] = MOVE.exec(line) ?? [];
    if (from === undefined) return false;
    const start = this.#state(from, "start"), end = this.#state(to, "end");
    this.chart.edge(start.id, end.id, { text: wordsOf(label), endHead: "arrow" });
    return true;
  }

  #declared(line: string): boolean {
    const [, words, id, rest] = STATE.exec(line) ?? [];
    if (id === undefined) return false;
    if (rest === "{") {
      this.chart.open(id, wordsOf(words ?? id));
      return true;
    }
    const node = this.#state(id);
    if (words !== undefined) node.text = wordsOf(words);
    if (rest !== undefined) {
      node.form = FORMS[rest] ?? node.form;
      node.text = "";
      if (node.form === "bar") node.look = FILLED;
    }
    return true;
  }

  /** `id : words`; a second one adds a line. */
  #described(line: string): boolean {
    const [, id, words] = DESCRIBED.exec(line) ?? [];
    if (id === undefined) return false;
    const node = this.#state(id);
    if (words !== undefined) node.text = node.text === id ? wordsOf(words) : `${node.text}\n${wordsOf(words)}`;
    return true;
  }

  /** `[*]` is where the states of its surrounding state begin or end. */
  #state(id: string, side: "start" | "end" = "start"): FlowNode {
    if (id !== "[*]") return this.chart.node(id, { form: "round" });
    const form = side === "start" ? "dot" : "ring";
    return this.chart.node(`${side} of ${this.chart.within ?? "all"}`, { text: "", form, look: FILLED });
  }
}
