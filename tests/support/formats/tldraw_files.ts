import { halfBits } from "../../../client/formats/tldraw/half.ts";

type Properties = Readonly<Record<string, unknown>>;

let count = 0;

/** A shape record as tldraw writes one. */
export function shape(type: string, props: Properties, rest: Properties = {}): Properties {
  const number = count++;
  return {
    id: `shape:${number}`,
    typeName: "shape",
    type,
    x: 0,
    y: 0,
    rotation: 0,
    index: `a${String(number).padStart(4, "0")}V`,
    parentId: "page:page",
    isLocked: false,
    opacity: 1,
    meta: {},
    ...rest,
    props,
  };
}

export function richText(...lines: readonly string[]): Properties {
  return { type: "doc", content: lines.map(paragraph) };
}

function paragraph(text: string): Properties {
  return { type: "paragraph", ...(text && { content: [{ type: "text", text }] }) };
}

/** A list of rich text, whose items are words, or words and what else is in them. */
export function list(
  type: "bulletList" | "orderedList",
  items: readonly (string | readonly [words: string, ...blocks: Properties[]])[],
  attrs: Properties = {},
): Properties {
  const content = items.map((item) => {
    const [words, ...blocks] = typeof item === "string" ? [item] : item;
    return { type: "listItem", content: [paragraph(words), ...blocks] };
  });
  return { type, attrs, content };
}

export function geo(props: Properties = {}, rest: Properties = {}): Properties {
  return shape("geo", {
    geo: "rectangle",
    w: 200,
    h: 100,
    growY: 0,
    richText: richText(""),
    labelColor: "black",
    color: "blue",
    fill: "none",
    dash: "solid",
    size: "m",
    font: "draw",
    align: "middle",
    verticalAlign: "middle",
    url: "",
    scale: 1,
    ...props,
  }, rest);
}

export function arrow(props: Properties = {}, rest: Properties = {}): Properties {
  return shape("arrow", {
    kind: "arc",
    color: "black",
    dash: "draw",
    size: "m",
    arrowheadStart: "none",
    arrowheadEnd: "arrow",
    start: { x: 0, y: 0 },
    end: { x: 100, y: 0 },
    bend: 0,
    richText: richText(""),
    labelColor: "black",
    labelPosition: 0.5,
    font: "draw",
    scale: 1,
    ...props,
  }, rest);
}

/** A binding record: an end of an arrow on a shape. */
export function binding(fromId: unknown, toId: unknown, props: Properties): Properties {
  const anchor = { x: 0.5, y: 0.5 };
  return {
    id: `binding:${count++}`,
    typeName: "binding",
    type: "arrow",
    fromId,
    toId,
    meta: {},
    props: { terminal: "start", normalizedAnchor: anchor, isExact: false, isPrecise: true, ...props },
  };
}

export function file(...records: readonly Properties[]): Properties {
  return {
    tldrawFileFormatVersion: 1,
    schema: { schemaVersion: 2, sequences: { "com.tldraw.shape.draw": 4 } },
    records: [
      { id: "document:document", typeName: "document", name: "", gridSize: 10, meta: {} },
      { id: "page:page", typeName: "page", name: "Page 1", index: "a1", meta: {} },
      { id: "camera:page:page", typeName: "camera", x: 3, y: 4, z: 1, meta: {} },
      ...records,
    ],
  };
}

/** Bytes as the base64 of a stroke's points: halves, after the first `floats` numbers as whole floats. */
export function packedPoints(numbers: readonly number[], floats = 0): string {
  const bytes = new DataView(new ArrayBuffer(floats * 4 + (numbers.length - floats) * 2));
  numbers.forEach((value, i) => {
    if (i < floats) bytes.setFloat32(i * 4, value, true);
    else bytes.setUint16(floats * 4 + (i - floats) * 2, halfBits(value), true);
  });
  return btoa(String.fromCharCode(...new Uint8Array(bytes.buffer)));
}

/** A document of the first tldraw, of 2021. */
export function firstDocument(shapes: readonly Properties[], bindings: readonly Properties[] = []): Properties {
  const byId = (all: readonly Properties[]) => Object.fromEntries(all.map((each) => [each.id, each]));
  const page = { id: "page", name: "Page 1", childIndex: 1, shapes: byId(shapes), bindings: byId(bindings) };
  return {
    name: "Old",
    document: { id: "doc", name: "Old", version: 15.5, pages: { page }, pageStates: {}, assets: {} },
  };
}
