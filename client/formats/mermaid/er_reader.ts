import { ChartBuilder } from "./chart_builder.ts";
import type { EdgeHead } from "./edge_head.ts";
import type { Flowchart, FlowNode } from "./flowchart.ts";
import { type DiagramText, directionOf, linesOf, lookOf, wordsOf } from "./statements.ts";

/** `"Order line"` or `ORDER` */
const NAME = '(?:"[^"]{1,200}"|[\\p{L}\\p{N}_.*-]+?)';
/** `[words]` that are shown instead of the name, and classes, which are not used. */
const LABEL = "(?:\\[([^\\[\\]]{1,200})\\])?(?::::[\\w,-]+)?";
/** `CUSTOMER ||--o{ ORDER : places` */
const RELATION = new RegExp(
  `^(${NAME})${LABEL}\\s*(\\|o|\\|\\||\\}o|\\}\\|)(--|\\.\\.)(o\\||\\|\\||o\\{|\\|\\{)\\s*(${NAME})${LABEL}\\s*(?::\\s*(.*))?$`,
  "u",
);
/** `ORDER {` begins a list of attributes. */
const ENTITY = new RegExp(`^(${NAME})\\s*${LABEL}\\s*(\\{\\s*\\}?)?$`, "u");

const HEADS: Readonly<Record<string, EdgeHead>> = {
  "|o": "zero-or-one",
  "o|": "zero-or-one",
  "||": "exactly-one",
  "}o": "zero-or-many",
  "o{": "zero-or-many",
  "}|": "one-or-many",
  "|{": "one-or-many",
};

/** @throws {DrawingError} */
export function readEntities({ body }: DiagramText): Flowchart {
  const chart = new ChartBuilder();
  let open: FlowNode | undefined;
  for (const line of linesOf(body)) {
    if (open !== undefined) {
      if (line === "}") open = undefined;
      else open.sections = [[...open.sections?.[0] ?? [], attributeOf(line)]];
      continue;
    }
    const [, ids, css] = /^style\s+(\S+)\s+(.+)$/.exec(line) ?? [];
    const direction = directionOf(/^direction\s+(\w+)$/.exec(line)?.[1] ?? "");
    if (direction !== undefined) chart.direction = direction;
    else if (css !== undefined) { for (const id of ids.split(",")) entity(chart, id).look = lookOf(css); }
    else if (/^(classDef|class|accTitle|accDescr|title)\b/.test(line)) chart.unread.push(line);
    else if (!readRelation(chart, line)) {
      const [, name, label, rest] = ENTITY.exec(line) ?? [];
      if (name === undefined) {
        chart.unread.push(line);
        continue;
      }
      const node = entity(chart, name, label);
      if (rest !== undefined && !rest.includes("}")) open = node;
    }
  }
  return chart.chart();
}

function readRelation(chart: ChartBuilder, line: string): boolean {
  const [, from, fromLabel, start, dashes, end, to, toLabel, label = ""] = RELATION.exec(line) ?? [];
  if (from === undefined) return false;
  chart.edge(entity(chart, from, fromLabel).id, entity(chart, to, toLabel).id, {
    text: wordsOf(label),
    line: dashes === ".." ? "dotted" : "solid",
    startHead: HEADS[start],
    endHead: HEADS[end],
  });
  return true;
}

function entity(chart: ChartBuilder, name: string, label?: string): FlowNode {
  const node = chart.node(name.replace(/^"|"$/g, ""), { form: "table", sections: [[]] });
  if (label !== undefined) node.text = wordsOf(label);
  return node;
}

/** `string name PK "words"` */
function attributeOf(line: string): string {
  const [, said, words] = /^([^"]*?)\s*(?:"([^"]*)")?$/.exec(line) ?? [undefined, line];
  const [type, name = "", ...keys] = (said ?? line).split(/\s+/);
  return [name, type, keys.join(" "), words && `– ${words}`].filter(Boolean).join("  ");
}
