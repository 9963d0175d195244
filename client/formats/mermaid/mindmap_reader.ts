import { bracketed, type Brackets } from "./brackets.ts";
import { ChartBuilder } from "./chart_builder.ts";
import type { Flowchart } from "./flowchart.ts";
import { type DiagramText, wordsOf } from "./statements.ts";

const BRACKETS: Brackets = [
  ["((", "))", "circle"],
  ["))", "((", "cloud"],
  ["{{", "}}", "hexagon"],
  ["[", "]", "rectangle"],
  ["(", ")", "round"],
  [")", "(", "cloud"],
];

/** A line belongs to the nearest line above that is less indented. @throws {DrawingError} */
export function readMindmap({ body }: DiagramText): Flowchart {
  const chart = new ChartBuilder();
  chart.direction = "LR";
  const above: { readonly indent: number; readonly id: string }[] = [];
  let count = 0;
  for (const line of body.split("\n")) {
    const text = line.trim();
    if (text === "") continue;
    // Icons and classes.
    if (text.startsWith("::")) {
      chart.unread.push(text);
      continue;
    }
    const indent = line.length - line.trimStart().length;
    while (above.length > 0 && above.at(-1)!.indent >= indent) above.pop();
    const id = `${count++}`, at = text.search(/[([{)]/);
    const found = at < 0 || /\s/.test(text.slice(0, at).trim()) ? undefined : bracketed(text, at, BRACKETS);
    chart.node(id, { text: wordsOf(found?.words ?? text), form: found?.form ?? "round" });
    const parent = above.at(-1);
    if (parent !== undefined) chart.edge(parent.id, id);
    above.push({ indent, id });
  }
  return chart.chart();
}
