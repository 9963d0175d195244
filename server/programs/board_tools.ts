import { copiesOf } from "../../board/copies.ts";
import { boundsOf } from "../../board/figure/bounds.ts";
import { shapeIds } from "../../board/id.ts";
import { portableShape } from "../../board/portable/portable.ts";
import { ID_SCHEMA } from "../../board/kinds/checks.ts";
import type { JsonSchema } from "../../board/kinds/described.ts";
import { uprightOf } from "../../board/figure/point.ts";
import { COLORS } from "../../board/palette.ts";
import type { Shape } from "../../board/shape.ts";
import { KINDS, newShapeSchema } from "./openapi/shape_schemas.ts";
import type { BoardCopy } from "./board_copy.ts";
import type { Diagram } from "./diagrams.ts";
import { outlineOf } from "./board_outline.ts";
import { isWanted, pageOf, readShapeFilter } from "./shape_filter.ts";
import { REQUEST_SHAPES_MAX } from "./shape_limits.ts";

type Fields = Readonly<Record<string, unknown>>;

/** What an assistant can do at a board. */
export interface BoardTool {
  readonly name: string;
  readonly description: string;
  readonly input: JsonSchema;
  /** Reads the board. @returns the answer in words, or what cannot be read */
  readonly read?: (input: Fields, copy: BoardCopy) => string;
  /** The text of a diagram that is read before the change. */
  readonly diagram?: (input: Fields) => string;
  /** The body of the request that changes shapes (PROTOCOL.md, 18.2). */
  readonly change?: (input: Fields, copy: BoardCopy, diagram: Diagram | undefined) => Fields;
}

/** Size of a note, and the space between notes that get a place, board units. */
const NOTE = 200;
const GAP = 40;
const IN_A_ROW = 5;

const PLACE: JsonSchema = { type: "number", description: "board units; y grows downwards" };
const FILTER = {
  kind: { type: "string", description: `kinds with commas: ${KINDS.join(", ")}` },
  text: { type: "string", description: "words in the text, in any case" },
  region: { type: "string", description: "x,y,w,h: shapes whose box touches it" },
  frame: { type: "string", description: "the id of the frame that contains the shapes" },
};

export const BOARD_TOOLS: readonly BoardTool[] = [
  {
    name: "read_board",
    description: "Reads the board as text: one line for each shape, with its id, place, size and words.",
    input: object(FILTER, []),
    read: (input, { scene }) => {
      const filter = readShapeFilter(textsOf(input, FILTER));
      if (typeof filter === "string") return `This cannot be read: ${filter}`;
      return outlineOf([...scene.values()].filter((shape) => isWanted(shape, filter)));
    },
  },
  {
    name: "find_shapes",
    description: "Finds shapes and returns all their properties as JSON.",
    input: object({ ...FILTER, ids: { type: "string", description: "ids with commas" } }, []),
    read: (input, { scene }) => {
      const filter = readShapeFilter(textsOf(input, { ...FILTER, ids: {} }));
      if (typeof filter === "string") return `This cannot be read: ${filter}`;
      return JSON.stringify(pageOf(scene.values(), filter));
    },
  },
  {
    name: "add_notes",
    description: "Adds sticky notes. Notes without a place are put below everything else.",
    input: object({
      notes: listOf(object({ text: { type: "string" }, x: PLACE, y: PLACE, color: { enum: COLORS } }, ["text"])),
    }),
    change: ({ notes }, { scene }) => {
      const free = freePlace(scene);
      return {
        create: items(notes).map((note, i) => ({
          x: free.x + (i % IN_A_ROW) * (NOTE + GAP),
          y: free.y + Math.floor(i / IN_A_ROW) * (NOTE + GAP),
          ...note,
          kind: "note",
        })),
      };
    },
  },
  {
    name: "add_shapes",
    description: "Adds shapes of any kind: forms (geo), lines, arrows, texts, notes, frames.",
    input: object({ shapes: listOf({ oneOf: KINDS.map(newShapeSchema) }) }),
    change: ({ shapes }) => ({ create: shapes }),
  },
  {
    name: "add_diagram",
    description:
      `Draws a Mermaid diagram as shapes and arrows that follow them: flowchart, sequence, class, state, ER or
mind map. x and y are its top left corner. Diagrams without a place are put below everything else.`,
    input: object({ mermaid: { type: "string" }, x: PLACE, y: PLACE }, ["mermaid"]),
    diagram: ({ mermaid }) => String(mermaid ?? ""),
    change: ({ x, y }, { scene }, diagram) => {
      const free = freePlace(scene);
      const [left, top] = [typeof x === "number" ? x : free.x, typeof y === "number" ? y : free.y];
      return { create: placed(diagram!.shapes, { x: left, y: top }) };
    },
  },
  {
    name: "connect_shapes",
    description: "Connects shapes with arrows that follow them.",
    input: object({
      connections: listOf(object({ from: ID_SCHEMA, to: ID_SCHEMA, text: { type: "string" } }, ["from", "to"])),
    }),
    change: ({ connections }) => ({
      create: items(connections).map(({ from, to, ...rest }) => ({
        ...rest,
        kind: "arrow",
        start: { to: from },
        end: { to },
      })),
    }),
  },
  {
    name: "move_shapes",
    description: "Moves shapes by a distance. What lies on a moved frame moves with it.",
    input: object({ ids: listOf(ID_SCHEMA), dx: PLACE, dy: PLACE }),
    change: ({ ids, dx, dy }, copy) => ({
      change: moved(items<string>(ids), { dx: Number(dx), dy: Number(dy) }, copy),
    }),
  },
  {
    name: "write_texts",
    description: "Replaces the texts of shapes.",
    input: object({ texts: listOf(object({ id: ID_SCHEMA, text: { type: "string" } })) }),
    change: ({ texts }) => ({ change: texts }),
  },
  {
    name: "change_shapes",
    description: "Changes properties of shapes, such as color, fill, w and h. Null removes an optional one.",
    input: object({ changes: listOf({ type: "object", properties: { id: ID_SCHEMA }, required: ["id"] }) }),
    change: ({ changes }) => ({ change: changes }),
  },
  {
    name: "delete_shapes",
    description: "Deletes shapes.",
    input: object({ ids: listOf(ID_SCHEMA) }),
    change: ({ ids }) => ({ delete: ids }),
  },
];

function object(properties: Fields, required: readonly string[] = Object.keys(properties)): JsonSchema {
  return { type: "object", properties, required };
}

function listOf(schema: JsonSchema): JsonSchema {
  return { type: "array", items: schema, maxItems: REQUEST_SHAPES_MAX };
}

function items<T = Fields>(list: unknown): readonly T[] {
  return Array.isArray(list) ? list : [];
}

function textsOf(input: Fields, known: Fields): Record<string, string> {
  const given = Object.entries(input).filter(([name, value]) =>
    name in known && typeof value === "string" && value !== ""
  );
  return Object.fromEntries(given) as Record<string, string>;
}

/** Below everything, at the left. */
function freePlace(scene: ReadonlyMap<string, Shape>): { readonly x: number; readonly y: number } {
  if (scene.size === 0) return { x: 0, y: 0 };
  const { minX, maxY } = boxOf([...scene.values()]);
  return { x: minX, y: maxY + GAP };
}

/** Copies with new ids, above all other shapes. `x` and `y` are the top left corner of their box. */
function placed(shapes: readonly Shape[], { x, y }: { readonly x: number; readonly y: number }): readonly Fields[] {
  const { minX, minY } = boxOf(shapes);
  const copies = copiesOf(shapes, { newId, above: undefined, dx: x - minX, dy: y - minY, hasFrame: () => false });
  return copies.map((shape) => {
    const { order: _, ...fields } = portableShape(shape);
    return fields;
  });
}

const newId = shapeIds();

function boxOf(shapes: readonly Shape[]) {
  return boundsOf(shapes.map(uprightOf).flatMap(({ minX, minY, maxX, maxY }) => [minX, minY, maxX, maxY]));
}

function moved(
  ids: readonly string[],
  { dx, dy }: { readonly dx: number; readonly dy: number },
  { scene }: BoardCopy,
): readonly Fields[] {
  const named = new Set(ids);
  const all = [
    ...named,
    ...[...scene.values()].filter(({ id, frame }) => frame && named.has(frame) && !named.has(id)).map(({ id }) => id),
  ];
  return all.map((id) => {
    const shape = scene.get(id);
    // An id that is unknown is named in the error.
    if (shape === undefined) return { id };
    if (shape.kind !== "arrow") return { id, x: shape.x + dx, y: shape.y + dy };
    const end = ({ x, y, ...rest }: typeof shape.start) => ({ ...rest, x: x + dx, y: y + dy });
    return { id, start: end(shape.start), end: end(shape.end) };
  });
}
