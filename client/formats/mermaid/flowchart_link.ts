import type { EdgeHead } from "./edge_head.ts";
import type { FlowEdge } from "./flowchart.ts";

/** A link between nodes, and where the text goes on behind it. */
export interface FoundLink {
  readonly link: Omit<FlowEdge, "from" | "to">;
  readonly end: number;
}

const WHOLE = /\s*([<ox]?)(-{2,}|={2,}|-\.{1,20}-|~{3,})([>ox]?)(?:\s*\|([^|\n]{0,2000})\|)?/y;
/** `-- words -->`, `== words ==>`, `-. words .->` */
const WORDED = [
  /\s*([<ox]?)(--)(?![->ox])\s*("[^"]{0,2000}"|[^\n|]{1,300}?)\s*-{2,}([>ox]?)/y,
  /\s*([<ox]?)(==)(?![=>ox])\s*("[^"]{0,2000}"|[^\n|]{1,300}?)\s*={2,}([>ox]?)/y,
  /\s*([<ox]?)(-\.)(?![-.])\s*("[^"]{0,2000}"|[^\n|]{1,300}?)\s*\.{1,20}-([>ox]?)/y,
];

const HEADS: Readonly<Record<string, EdgeHead>> = { "<": "arrow", ">": "arrow", o: "circle", x: "cross", "": "none" };

/** @returns undefined when there is no link at this place */
export function linkAt(text: string, at: number): FoundLink | undefined {
  for (const pattern of WORDED) {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found === null) continue;
    const [whole, start, body, words, end] = found;
    return { link: linkOf(start, body, end, words), end: at + whole.length };
  }
  WHOLE.lastIndex = at;
  const found = WHOLE.exec(text);
  if (found === null) return undefined;
  const [whole, start, body, end, words = ""] = found;
  // Two dashes without a head begin words that never end.
  if (/^(--|==)$/.test(body) && end === "") return undefined;
  return { link: linkOf(start, body, end, words), end: at + whole.length };
}

function linkOf(start: string, body: string, end: string, text: string): FoundLink["link"] {
  const line = body[0] === "~" ? "unseen" : body[0] === "=" ? "thick" : body[1] === "." ? "dotted" : "solid";
  return { text, line, startHead: HEADS[start], endHead: HEADS[end] };
}
