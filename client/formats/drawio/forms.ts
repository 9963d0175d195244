import type { Form } from "../../../board/style.ts";
import { closed, MARKS, OUTLINES } from "./outlines.ts";
import type { Style } from "./style.ts";

/** How a vertex is drawn: as a form that fills its box, or as a closed outline in it. */
export interface Drawn {
  readonly form: Form;
  /** Relative to the box: x, y, x, y … */
  readonly outline?: readonly number[];
  /** Lines on it. */
  readonly marks: readonly (readonly number[])[];
  /** Only its lines are drawn. */
  readonly isBare?: boolean;
  /** Upside down. */
  readonly isFlipped?: boolean;
  /** It has another form in draw.io. */
  readonly isOther?: boolean;
}

/** Shapes of draw.io that boards have as well. */
const FORMS: Readonly<Record<string, Form>> = {
  ellipse: "ellipse",
  doubleEllipse: "ellipse",
  startState: "ellipse",
  endState: "ellipse",
  "mxgraph.flowchart.start_1": "ellipse",
  "mxgraph.flowchart.start_2": "ellipse",
  "mxgraph.flowchart.on-page_reference": "ellipse",
  "mxgraph.bpmn.event": "ellipse",
  rhombus: "diamond",
  "mxgraph.flowchart.decision": "diamond",
  "mxgraph.basic.star": "star",
  cloud: "cloud",
};

/** Shapes that are boxes, and what shows no form. */
const BOXES = new Set(
  ("rectangle rect rectangleShape label text image swimlane table tableRow group partialRectangle ext process process2 " +
    "mxgraph.basic.rect mxgraph.flowchart.process mxgraph.bpmn.task mxgraph.bootstrap.rect mxgraph.bootstrap.rrect " +
    "mxgraph.flowchart.terminator internalStorage icon connector message umlLifeline").split(" "),
);

/** Shapes of which only lines are drawn. */
const BARE = new Set(["umlActor", "waypoint", "curlyBracket"]);

/** Turns of a shape in its box, clockwise, in quarters. */
const DIRECTIONS: Readonly<Record<string, number>> = { south: 1, west: 2, north: 3 };

/** What of a vertex is drawn in its box. */
export function drawnIn(style: Style, w: number, h: number): Drawn {
  const shape = style.text("shape", "rectangle");
  const quarters = DIRECTIONS[style.text("direction")] ?? 0;
  if (shape === "triangle" && quarters % 2 === 1) {
    return { form: "triangle", marks: [], isFlipped: (quarters === 1) !== style.is("flipV") };
  }
  if (shape === "hexagon" && quarters % 2 === 0 && !style.has("size") && !style.is("fixedSize")) {
    return { form: "hexagon", marks: [] };
  }
  const [inW, inH] = quarters % 2 === 0 ? [w, h] : [h, w];
  const place = (line: readonly number[]) => placed(line, { w, h, inW, inH, quarters, style });
  const marks = Object.hasOwn(MARKS, shape) ? MARKS[shape](inW, inH, style).map(place) : [];
  if (Object.hasOwn(OUTLINES, shape)) {
    return { form: "rectangle", outline: place(closed(OUTLINES[shape](inW, inH, style))), marks };
  }
  if (BARE.has(shape)) return { form: "rectangle", marks, isBare: true };
  const form = Object.hasOwn(FORMS, shape) ? FORMS[shape] : undefined;
  const isOther = form === undefined && !BOXES.has(shape);
  return { form: form ?? (isOther ? formByEdge(style) : "rectangle"), marks, ...(isOther && { isOther }) };
}

/** At what edges of a stencil end says what it is like. */
function formByEdge(style: Style): Form {
  const perimeter = style.text("perimeter");
  return /ellipse/i.test(perimeter) ? "ellipse" : /rhombus/i.test(perimeter) ? "diamond" : "rectangle";
}

interface Turn {
  readonly w: number;
  readonly h: number;
  /** The size before the turn. */
  readonly inW: number;
  readonly inH: number;
  readonly quarters: number;
  readonly style: Style;
}

/** A line turned about the middle of the box, and mirrored. */
function placed(line: readonly number[], { w, h, inW, inH, quarters, style }: Turn): number[] {
  const flips = [style.is("flipH") ? -1 : 1, style.is("flipV") ? -1 : 1];
  const result: number[] = [];
  for (let i = 0; i < line.length; i += 2) {
    let dx = line[i] - inW / 2, dy = line[i + 1] - inH / 2;
    for (let turn = 0; turn < quarters; turn++) [dx, dy] = [-dy, dx];
    result.push(w / 2 + flips[0] * dx, h / 2 + flips[1] * dy);
  }
  return result;
}
