import { textOfHtml } from "../drawio/label_text.ts";
import { DrawingError } from "../drawing.ts";
import { shownText } from "../text_fit.ts";
import type { Direction, Look } from "./flowchart.ts";

/** More than this is no chart that people read, and takes long to lay out. */
export const NODES_MAX = 400, EDGES_MAX = 800, DEPTH_MAX = 12;
const TEXT_LENGTH_MAX = 200_000;

const KINDS = {
  flowchart: /^\s*(?:flowchart|graph)(?:-elk)?(?:[ \t]+(?:TB|TD|BT|LR|RL)|[ \t]*(?=[\n;]))/,
  sequence: /^\s*sequenceDiagram[ \t]*(?=[\n;])/,
  class: /^\s*classDiagram(?:-v2)?[ \t]*(?=\n)/,
  state: /^\s*stateDiagram(?:-v2)?[ \t]*(?=\n)/,
  er: /^\s*erDiagram[ \t]*(?=\n)/,
  mindmap: /^\s*mindmap[ \t]*(?=\n)/,
} as const;

export type DiagramKind = keyof typeof KINDS;

/** A diagram of Mermaid. */
export interface DiagramText {
  readonly kind: DiagramKind;
  /** The first line, which says the kind. */
  readonly header: string;
  /** The lines after it, without comments and directives. */
  readonly body: string;
}

/** Begins a fenced block of Markdown, or of Azure DevOps. */
const FENCE = /^\s*(`{3,}|~{3,}|:::)[ \t]*mermaid\b[^\n]*\n/;

/** What is in a text that is one fenced block and nothing else; undefined for others. */
export function fencedDiagram(text: string): string | undefined {
  const [opening, fence] = FENCE.exec(text) ?? [];
  if (opening === undefined) return undefined;
  const rest = text.slice(opening.length).trimEnd();
  const inside = rest.slice(0, -fence.length);
  return rest.endsWith(fence) && !inside.includes(`\n${fence}`) ? inside : undefined;
}

/** The diagram in a text, which may stand in a fenced block; undefined when there is none that is known. */
export function diagramText(text: string): DiagramText | undefined {
  const inside = fencedDiagram(text) ??
    text.replace(/^\s*mermaid[ \t]*\r?\n/, "");
  const plain = inside.replace(/^\s*---\r?\n[^]*?\n---\r?\n/, "").replace(/^[ \t]*%%.*$/gm, "").replace(/\r\n?/g, "\n");
  for (const [kind, pattern] of Object.entries(KINDS)) {
    const header = pattern.exec(plain)?.[0];
    if (header !== undefined) return { kind: kind as DiagramKind, header, body: plain.slice(header.length) };
  }
  return undefined;
}

/** @throws {DrawingError} */
export function refuseLong({ body }: DiagramText): void {
  if (body.length > TEXT_LENGTH_MAX) throw new DrawingError("tooLarge");
}

/** No statement that people write is longer. */
const LINE_LENGTH_MAX = 4_000;

/** The lines that say something, with single spaces: patterns take their time with many. */
export function linesOf(body: string): string[] {
  return body.split("\n").map(plainLine).filter(Boolean);
}

export function plainLine(line: string): string {
  return line.trim().slice(0, LINE_LENGTH_MAX).replace(/\s+/g, " ");
}

export function directionOf(word: string): Direction | undefined {
  return word === "TD" ? "TB" : word === "TB" || word === "BT" || word === "LR" || word === "RL" ? word : undefined;
}

/** Statements end with a line or a semicolon outside of quotes. */
export function statementsOf(text: string): string[] {
  const statements: string[] = [];
  let isQuoted = false, start = 0;
  for (let i = 0; i <= text.length; i++) {
    if (text[i] === '"') isQuoted = !isQuoted;
    const isEntity = text[i] === ";" && /#\w{1,8}$/.test(text.slice(Math.max(0, i - 9), i));
    if (i < text.length && (isQuoted || isEntity || text[i] !== "\n" && text[i] !== ";")) continue;
    const statement = text.slice(start, i).trim();
    if (statement !== "") statements.push(statement);
    start = i + 1;
  }
  return statements;
}

/** The words without quotes, marks and names of icons; `#quot;` is an entity, and lines break at `<br>`. */
export function wordsOf(source: string): string {
  const inside = source.trim().replace(/^"([^]*)"$/, "$1").replace(/^`([^]*)`$/, "$1").replace(
    /\*\*|__|\bfa[a-z]?:fa-[\w-]+\s*/g,
    "",
  );
  const html = inside.replace(/#(\d{1,7}|\w{2,8});/g, (_, name) => /^\d/.test(name) ? `&#${name};` : `&${name};`)
    .replaceAll("\n", "<br>").replaceAll("\\n", "<br>");
  return shownText(textOfHtml(html).text);
}

export function lookOf(css = ""): Look {
  return Object.fromEntries(
    css.split(/[,;]/).map((part) => part.split(":").map((word) => word.trim())).filter(({ length }) => length === 2),
  );
}
