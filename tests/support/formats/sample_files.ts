import * as drawio from "./drawio_files.ts";
import * as excalidraw from "./excalidraw_files.ts";
import { MERMAID_FILES } from "./mermaid_files.ts";
import { SVG_FILE } from "./svg_files.ts";
import * as tldraw from "./tldraw_files.ts";

/** A file of each kind that has most of what such files hold. Mutations start from them. */
export function sampleFiles(): Readonly<Record<string, unknown>> {
  return {
    excalidraw: excalidrawSample(),
    library: librarySample(),
    tldr: tldrawSample(),
    first: firstSample(),
    drawio: drawioSample(),
    mermaid: MERMAID,
    ...MERMAID_FILES,
    svg: SVG_FILE,
  };
}

const MERMAID = `flowchart TD
  subgraph "one" ["First <b>part</b>"]
    a["Start"]:::hot -->|"yes"| b{"Choice?"} & c(("Round"))
  end
  b -. "no" .-> d[("Store")] ==> e@{ shape: "hex", label: "Six" }
  d --> d
  one --x e
  classDef hot fill:#f96,stroke:"red",stroke-width:4px
  click a "https://example.org"`;

function drawioSample(): string {
  const { drawioFile, edge, edgeLabel, layer, model, object, vertex } = drawio;
  const box = "rounded=1;whiteSpace=wrap;html=1;fillColor=#dae8fc;strokeColor=#6c8ebf;";
  return drawioFile(
    model(
      layer("2", { style: "locked=1" }),
      vertex([0, 0, 400, 300], { id: "lane", value: "Lane", style: "swimlane;startSize=30;html=1" }),
      vertex([40, 60, 120, 60], {
        id: "a",
        value: "<div>one<br>two</div>",
        style: `${box}rotation=20`,
        parent: "lane",
      }),
      vertex([240, 60, 120, 60], { id: "b", style: "shape=cylinder3;size=15;direction=east;html=1", parent: "lane" }),
      vertex([0, 400, 60, 60], { id: "c", value: "icon", style: "image;image=img/a.svg", parent: "2" }),
      vertex([100, 400, 60, 60], { id: "p", style: `shape=image;image=${excalidraw.PICTURE.replace(";base64", "")}` }),
      vertex([200, 400, 60, 60], {
        id: "r",
        value: "row",
        style: "shape=partialRectangle;top=0;left=0;right=0;html=1",
      }),
      vertex([300, 400, 60, 2], { id: "l", style: "line;strokeWidth=2" }),
      object({ label: "%n%", n: 5, placeholders: 1, link: "https://example.org" }, [0, 500, 80, 80], {
        style: "ellipse",
      }),
      edge("a", "b", { id: "e", style: "edgeStyle=orthogonalEdgeStyle;exitX=1;exitY=0.5;html=1", points: [[200, 90]] }),
      edgeLabel("e", "goes", -0.5, 10),
      edge("b", "e", { id: "f", style: "curved=1;endArrow=open;dashed=1" }),
      edge([0, 600], [100, 650], { id: "g", style: "edgeStyle=elbowEdgeStyle;elbow=vertical" }),
      edge("a", "a", { id: "h", style: "edgeStyle=orthogonalEdgeStyle" }),
    ),
    model(vertex([0, 0, 50, 50], { id: "z", style: "rhombus" })),
  );
}

function excalidrawSample(): unknown {
  const { arrow, box, element, label, scene } = excalidraw;
  const curve = [[0, 0], [60, 40], [120, -10]];
  const { files: _, ...file } = scene(
    element("frame", { id: "frame", name: "Plan", width: 900, height: 600 }),
    box({ id: "a", frameId: "frame", groupIds: ["g1", "g2"], boundElements: [{ id: "t", type: "text" }] }),
    label("a", { id: "t", text: "two\nlines", originalText: "two lines", width: 60, height: 50 }),
    box({ id: "b", type: "ellipse", x: 500, backgroundColor: "#a5d8ff", fillStyle: "hachure", groupIds: ["g2"] }),
    arrow("a", "b", { id: "arrow", x: 306, y: 140, points: [[0, 0], [188, 2]] }),
    label("arrow", { text: "goes", x: 380, y: 130, width: 40, height: 25 }),
    arrow("b", "a", {
      x: 540,
      y: 190,
      points: curve,
      roundness: { type: 2 },
      endBinding: { elementId: "b", fixedPoint: [0.5, 1] },
    }),
    element("line", { points: [...curve, [0, 0]], backgroundColor: "red", angle: 1, roundness: { type: 2 } }),
    element("freedraw", { points: curve, pressures: [0.1, 0.5, 0.9], simulatePressure: false }),
    element("text", { text: "Words", fontFamily: 1, fontSize: 28, width: 80, height: 35, link: "https://example.org" }),
    element("image", { fileId: "f", status: "saved", scale: [1, -1] }),
    element("embeddable", { link: "https://example.org/" }),
  );
  return { ...file, files: { f: { id: "f", mimeType: "image/png", dataURL: excalidraw.PICTURE } } };
}

function librarySample(): unknown {
  const { box, element, library } = excalidraw;
  return library(2, [box({}), element("diamond", { x: 300 })], [element("line", { points: [[0, 0], [40, 0]] })]);
}

function tldrawSample(): unknown {
  const { arrow, binding, file, geo, packedPoints, richText, shape } = tldraw;
  const steps = [0, 0, 0.5, 10, 5, 0, 14, -8, 0.5];
  return file(
    shape("frame", { w: 900, h: 600, name: "Plan" }, { id: "shape:frame" }),
    shape("group", {}, { id: "shape:group", parentId: "shape:frame", rotation: 0.4 }),
    geo({ geo: "star", richText: richText("hello", "world"), fill: "solid" }, {
      id: "shape:a",
      parentId: "shape:group",
    }),
    geo({ geo: "x-box" }, { parentId: "shape:group", y: 300 }),
    geo({ geo: "octagon", richText: richText("eight") }, { id: "shape:b", x: 400 }),
    arrow({ bend: 30, richText: richText("goes") }, { id: "shape:line" }),
    binding("shape:line", "shape:a", { terminal: "start" }),
    binding("shape:line", "shape:b", { terminal: "end" }),
    shape("draw", {
      segments: [{ type: "free", path: packedPoints(steps, 3) }],
      color: "red",
      isClosed: true,
      fill: "none",
    }),
    shape("highlight", { segments: [{ type: "free", points: [{ x: 0, y: 0, z: 0.5 }, { x: 9, y: 9 }] }] }),
    shape("line", { points: { a: { id: "a", index: "a1", x: 0, y: 0 }, b: { id: "b", index: "a2", x: 9, y: 5 } } }),
    shape("text", { richText: richText("Words"), w: 100, autoSize: false, size: "l", font: "mono" }),
    shape("note", { richText: richText("Note"), color: "yellow", growY: 0 }),
    { id: "asset:a", typeName: "asset", type: "image", props: { src: excalidraw.PICTURE, w: 1, h: 1 } },
    shape("image", {
      assetId: "asset:a",
      w: 50,
      h: 40,
      flipX: true,
      crop: { topLeft: { x: 0, y: 0.5 }, bottomRight: { x: 1, y: 1 } },
    }),
    shape("bookmark", { w: 300, h: 200, url: "https://example.org" }),
  );
}

function firstSample(): unknown {
  const style = { color: "blue", size: "small", dash: "draw", isFilled: true, scale: 1 };
  const common = { parentId: "page", style, rotation: 0 };
  return tldraw.firstDocument([
    {
      ...common,
      id: "a",
      parentId: "g",
      type: "rectangle",
      childIndex: 2,
      point: [10, 20],
      size: [300, 200],
      label: "Box",
    },
    { ...common, id: "g", type: "group", childIndex: 1, point: [10, 20], size: [300, 200], children: ["a"] },
    { ...common, id: "s", type: "sticky", childIndex: 3, point: [400, 0], size: [200, 200], text: "Note" },
    {
      ...common,
      id: "c",
      type: "arrow",
      childIndex: 4,
      point: [310, 60],
      bend: 0.4,
      decorations: { end: "arrow" },
      handles: { start: { point: [0, 0], bindingId: "one" }, end: { point: [190, -20] } },
    },
    { ...common, id: "d", type: "draw", childIndex: 5, point: [0, 0], points: [[0, 0, 0.5], [30, 40, 0.5]] },
    { ...common, id: "t", type: "text", childIndex: 6, point: [0, 300], text: "Words" },
  ], [{ id: "one", fromId: "c", toId: "a", handleId: "start", point: [0.5, 0.5], distance: 16 }]);
}
