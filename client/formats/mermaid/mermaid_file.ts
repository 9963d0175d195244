import { type Drawing, DrawingError } from "../drawing.ts";
import { ChartDrawing } from "./chart_drawing.ts";
import { readClasses } from "./class_reader.ts";
import { readEntities } from "./er_reader.ts";
import { readFlowchart } from "./flowchart_reader.ts";
import type { Flowchart } from "./flowchart.ts";
import { readMindmap } from "./mindmap_reader.ts";
import { SequenceDrawing } from "./sequence_drawing.ts";
import { readSequence } from "./sequence_reader.ts";
import { readStates } from "./state_reader.ts";
import { type DiagramKind, type DiagramText, refuseLong } from "./statements.ts";

/** Those that consist of nodes and edges. */
const READERS: Readonly<Record<Exclude<DiagramKind, "sequence">, (diagram: DiagramText) => Flowchart>> = {
  flowchart: readFlowchart,
  class: readClasses,
  state: readStates,
  er: readEntities,
  mindmap: readMindmap,
};

/**
 * @param parsed called when the text is read and only shapes are left to be made
 * @throws {DrawingError}
 */
export function readMermaid(diagram: DiagramText, parsed = () => {}): Drawing {
  refuseLong(diagram);
  if (diagram.kind === "sequence") {
    const sequence = readSequence(diagram);
    parsed();
    if (sequence.people.size === 0) throw new DrawingError("empty");
    return new SequenceDrawing(sequence).finish();
  }
  const chart = READERS[diagram.kind](diagram);
  parsed();
  if (chart.nodes.size + chart.subgraphs.size === 0) throw new DrawingError("empty");
  return new ChartDrawing(chart).finish();
}
