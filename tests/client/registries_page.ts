import { drawnLine } from "../../board/figure/drawn_line.ts";
import { Path } from "../../board/figure/path.ts";
import { layoutIn } from "../../board/figure/text/text_block.ts";
import { svgOf } from "../../board/figure/svg.ts";
import { DRAWN, DRAWN_OPTIONAL, WRITTEN } from "../../board/kinds/checks.ts";
import { defineKind } from "../../board/kinds/kind.ts";
import { registerKind } from "../../board/kinds/kinds.ts";
import type { Kind, Shape } from "../../board/shape.ts";
import { type BoardPage, showBoard } from "../../client/board_page.ts";
import { describe } from "../../client/editor/speech/describe.ts";
import { addInterface } from "../../client/interface.tsx";
import { boxOf } from "../../client/tools/shape/form.ts";
import { type Draw, ShapeTool } from "../../client/tools/shape/shape_tool.ts";
import { registerTool } from "../../client/tools/tool_registry.ts";
import { PageLinks } from "../../client/ui/links/page_links.ts";

/** A throw-away kind: a house with a pointed roof. The types of the product do not know it. */
const KIND = "house" as Kind;

const house = (w: number, h: number) =>
  new Path().move(w / 2, 0).line(w, h / 2).line(w, h).line(0, h).line(0, h / 2).close();

registerKind(defineKind<Shape & { readonly color: "red"; readonly width: number }>({
  kind: KIND,
  needed: DRAWN,
  optional: { ...DRAWN_OPTIONAL, ...WRITTEN },
  body: "area",
  isWritten: true,
  margin: ({ width }) => width,
  name: () => "House",
  path: (_, w, h) => house(w, h),
  figure: (shape, path) => [{ path, fill: { paint: shape.color, tint: 1 } }, drawnLine(shape, path)],
  lettering: (shape) => ({ layout: layoutIn(shape, shape.w), paint: "black", x: 0, y: shape.h / 2 }),
}));

const draw: Draw = (drag, start) =>
  ({
    ...start,
    kind: KIND,
    ...boxOf(drag, { w: 100, h: 100 }),
    color: "red",
    width: 4,
  }) as unknown as Shape;

registerTool({
  name: "house",
  label: "House",
  keys: ["Shift+Y"],
  button: "menu",
  makes: KIND,
  create: (context) => new ShapeTool("house", draw, context),
});

let page: BoardPage | undefined;

/** What the test calls. */
const driver = {
  open() {
    page = showBoard(document.getElementById("app")!, undefined);
    const { editor } = page;
    editor.role.value = "owner";
    editor.status.value = { kind: "saved" };
    addInterface(page, { links: new PageLinks("own", { links: { owner: "own" }, made: [] }) });
  },
  shapes: () => [...page!.editor.shapes.all()].map(({ kind, x, y, w, h }) => ({ kind, x, y, w, h })),
  selected: () => [...page!.editor.selection.ids.peek()].length,
  spoken: () => [...page!.editor.shapes.all()].map(describe),
  styled: () => Object.keys(page!.editor.styling.styled.peek().values).sort(),
  found: (x: number, y: number) => page!.editor.shapes.search({ minX: x, minY: y, maxX: x, maxY: y }).length,
  svg: () =>
    svgOf([...page!.editor.shapes.all()], { box: { minX: 0, minY: 0, maxX: 1_000, maxY: 1_000 }, theme: "light" }),
  /** Whether any canvas shows an opaque red pixel at a place of the page, CSS pixels. */
  isRedAt: (x: number, y: number) =>
    [...document.querySelectorAll("canvas")].some((canvas) => {
      const { left, top } = canvas.getBoundingClientRect();
      const ratio = devicePixelRatio;
      const [r, g, b, a] = canvas.getContext("2d")!.getImageData((x - left) * ratio, (y - top) * ratio, 1, 1).data;
      return a > 200 && r > 150 && g < 110 && b < 110;
    }),
};
Object.assign(globalThis, { driver });

export type RegistriesDriver = typeof driver;
