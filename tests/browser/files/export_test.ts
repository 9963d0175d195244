import { HEADS } from "../../../board/figure/line/arrow_head.ts";
import assert from "node:assert/strict";
import { fromPortable } from "../../../board/portable/portable_reader.ts";
import type { Shape } from "../../../board/shape.ts";
import { DASHES, FILLS, FONTS, FORMS, ROUTES } from "../../../board/style.ts";
import type { BoardPage } from "../../support/browser/board_page.ts";
import { appTest } from "../../support/browser/app_case.ts";
import { exported } from "../../support/browser/export_dialog.ts";
import { arrowOf, frameOf, geoOf, noteOf, textOf } from "../../support/board/figures.ts";
import { type Picture, pictureOf } from "../../support/browser/rendered_picture.ts";
import { askPoppler, hasPoppler, NO_POPPLER } from "../../support/formats/poppler.ts";
import { seeded } from "../../support/random.ts";
import { stroke } from "../../support/board/strokes.ts";

/** One of each kind and look, side by side, every other one turned. */
function gallery(): Shape[] {
  const forms = FORMS.flatMap((form) => FILLS.map((fill) => geoOf("", { form, fill, rounded: fill === "semi" })));
  const dashes = DASHES.map((dash) => geoOf("", { dash, sketch: true, color: "#12ab9f" }));
  const arrows = HEADS.flatMap((head) =>
    ROUTES.map((route) => arrowOf("", { route, startHead: head, endHead: head, bend: 0.3, width: 3 }))
  );
  const ink = [stroke("", seeded(3)), { ...stroke("", seeded(4)), nib: "highlighter", width: 20, color: "yellow" }];
  const words = 'Tea & <b>"cakes"</b>\nčaj';
  const box = { w: 100, h: 100 };
  const written: Shape[] = [
    noteOf("", { ...box, opacity: 0.5, text: "For the whole week ahead" }),
    ...FONTS.map((font) => textOf("", { ...box, font, text: words })),
    geoOf("", { form: "ellipse", text: "inside", fill: "semi", fontSize: 14 }),
    arrowOf("", { text: "label" }),
    frameOf("", box),
  ];
  const all = [...forms, ...dashes, ...arrows, ...ink as Shape[], ...written];
  return all.map((shape, i): Shape => {
    const x = (i % 10) * 160, y = Math.floor(i / 10) * 160;
    const placed = { ...shape, id: `g.${i}`, order: `a${String.fromCharCode(65 + i % 26)}${i}V`, x, y };
    if (placed.kind === "arrow") return { ...placed, start: { x, y }, end: { x: x + 100, y: y + 70 } };
    return i % 2 === 0 ? placed : { ...placed, angle: 0.4 };
  }).concat(geoOf("g.cut", { frame: `g.${all.length - 1}`, order: "az", fill: "solid", ...beyond(all.length - 1) }));
}

/** Half in, half out of the cell with this number. */
function beyond(i: number): { x: number; y: number } {
  return { x: (i % 10) * 160 + 50, y: Math.floor(i / 10) * 160 + 30 };
}

appTest("the SVG of every kind, style and angle matches the canvas", async (app) => {
  const ada = await app.openWith(gallery());
  const png = await exported(ada, "PNG"), svg = await exported(ada, "SVG");
  assert.doesNotMatch(svg.toString(), /<script|<foreignObject|href|NaN|undefined/);
  const { pixels, seen, different } = compare(await pictureOf(ada, png), await pictureOf(ada, svg, "image/svg+xml"));
  // Edges are smoothed a little differently where a path is scaled by the painter and by the SVG's renderer.
  assert.ok(seen > pixels / 50, `only ${seen} of ${pixels} pixels show anything`);
  assert.ok(different < seen / 200, `${different} of ${seen} pixels differ`);
});

appTest("the PDF of every kind, style and angle shows what the canvas shows", async (app, t) => {
  await t.step({
    name: `rendered by poppler${NO_POPPLER}`,
    ignore: !hasPoppler,
    fn: async () => {
      const ada = await app.openWith(gallery());
      const png = await exported(ada, "PNG"), pdf = await exported(ada, "PDF");
      const rendered = await askPoppler("pdftoppm", pdf, ["-r", "96", "-png", "-"]);
      const { pixels, seen, different } = compare(...await softened(ada, png, rendered));
      assert.ok(seen > pixels / 50, `only ${seen} of ${pixels} pixels show anything`);
      assert.ok(different < seen / 200, `${different} of ${seen} pixels differ`);
    },
  });
});

appTest("a saved file opens unchanged on another board, and a hostile one is refused with a reason", async (app) => {
  const ada = await app.openWith(gallery());
  const shapes = await ada.shapes(gallery().length);
  const file = await exported(ada, "Drawbridge");
  assert.equal(fromPortable(JSON.parse(file.toString())).shapes.length, shapes.length);

  const { links } = await app.server.createBoard();
  const other = await app.open(links.owner, ada.page.context());
  const open = async (name: string, content: string) => {
    const [chooser] = await Promise.all([other.page.waitForEvent("filechooser"), other.key("Control+o")]);
    await chooser.setFiles({ name, mimeType: "application/json", buffer: Buffer.from(content) });
  };
  await open("board.drawbridge", file.toString());
  const copies = await other.shapes(shapes.length);
  // Ids are new, an arrow's box follows from its ends, and the size of what is written in from its text.
  const bare = (all: readonly Shape[]) =>
    all.map(({ id: _, order: __, frame, x, y, w, h, ...rest }) => {
      if (rest.kind === "arrow") return rest;
      return { ...rest, isFramed: frame !== undefined, x, y, ...("text" in rest ? {} : { w, h }) };
    });
  assert.deepEqual(bare(copies), bare(shapes));
  await open(
    "evil.drawbridge",
    '{"type":"drawbridge","version":1,"shapes":[{"__proto__":{"kind":"geo"}}, 1e999, "x"]}',
  );
  await other.page.locator(".problem-notice").getByText("3 could not be read").waitFor();
  await other.page.getByRole("button", { name: "Close" }).click();
  await open("zip.drawbridge", "PK\u0003\u0004");
  await other.page.locator(".problem-notice").getByText("not a Drawbridge file").waitFor();
  await other.shapes(shapes.length);
});

appTest("a file with talk brings chat and comments to another board, marked, and only for its owner", async (app) => {
  const { links, ada, bo } = await app.openForTwo();
  await app.put(links.editor, [geoOf("a.1", { x: 300, y: 300, w: 200, h: 100, fill: "solid" })]);
  await ada.shapes(1);
  await ada.page.locator(".talk-button").click();
  await ada.page.getByRole("textbox", { name: "Write a message" }).fill("from the first board");
  await ada.page.keyboard.press("Enter");
  await bo.key("m");
  await bo.page.mouse.click(400, 350);
  await bo.page.getByRole("textbox", { name: "Write a comment" }).fill("on the box");
  await bo.page.keyboard.press("Enter");
  await ada.page.getByRole("button", { name: /: on the box$/ }).waitFor();
  await ada.key("Escape");
  const file = await exported(ada, "Drawbridge", { withTalk: true });
  const { talk } = JSON.parse(file.toString());
  assert.deepEqual(talk.map(({ kind, text }: { kind: string; text: string }) => [kind, text]), [
    ["post", "from the first board"],
    ["comment", "on the box"],
  ]);

  const other = await app.server.createBoard();
  const cy = await app.open(other.links.owner), guest = await app.open(other.links.editor);
  const open = async (board: typeof cy) => {
    const [chooser] = await Promise.all([board.page.waitForEvent("filechooser"), board.key("Control+o")]);
    await chooser.setFiles({ name: "board.drawbridge", mimeType: "application/json", buffer: file });
  };
  await open(guest);
  await guest.page.locator(".problem-notice").getByText("only owners of this board can import").waitFor();
  await open(cy);
  await cy.untilDone("2 messages of the file were added to the talk");
  await cy.page.getByRole("button", { name: `Comment by ${talk[1].name} (imported): on the box` }).click();
  await cy.page.locator(".thread .message-head .note", { hasText: "imported · " }).waitFor();
  assert.equal(await cy.page.getByRole("button", { name: "Edit message" }).count(), 0);
  await guest.page.locator(".talk-button").click();
  await guest.page.locator(".message", { hasText: "from the first board" }).waitFor();
  assert.match(await guest.page.locator(".message-head .note").innerText(), /^imported · /);

  // Without shapes, the talk can be saved all the same.
  await bo.key("Escape");
  await bo.key("Control+a");
  await bo.key("Delete");
  await ada.shapes(0);
  await ada.page.keyboard.press("Control+Shift+E");
  const dialog = ada.page.getByRole("dialog");
  await dialog.getByText("The board has no shapes").waitFor();
  const [saved] = await Promise.all([
    ada.page.waitForEvent("download"),
    dialog.getByRole("button", { name: "Download", exact: true }).click(),
  ]);
  const words = JSON.parse(await Deno.readTextFile(await saved.path())).talk;
  assert.deepEqual(words.map(({ text }: { text: string }) => text), ["from the first board", "on the box"]);
});

/** Counts pixels that are not paper, and that differ for the eye. */
/** Edges are smoothed in other ways by another renderer, so pixels are compared by means of their neighbourhoods. */
async function softened(page: BoardPage, ...files: [Uint8Array, Uint8Array]): Promise<[Picture, Picture]> {
  const [one, other] = await Promise.all(files.map((file) => pictureOf(page, file)));
  return [soft(one), soft(other)];
}

/** Each pixel is the mean of a square of `SOFT` of them. */
function soft({ width, height, pixels }: Picture): Picture {
  const [w, h] = [width, height].map((edge) => Math.floor(edge / SOFT));
  const means = new Uint8Array(w * h * 4);
  for (let i = 0; i < means.length; i++) {
    const left = (i >> 2) % w * SOFT, top = Math.floor((i >> 2) / w) * SOFT;
    let sum = 0;
    for (let y = top; y < top + SOFT; y++) {
      for (let x = left; x < left + SOFT; x++) sum += pixels[4 * (y * width + x) + (i & 3)];
    }
    means[i] = sum / SOFT ** 2;
  }
  return { width: w, height: h, pixels: means };
}

const SOFT = 4;

function compare(a: Picture, b: Picture) {
  const width = Math.min(a.width, b.width), height = Math.min(a.height, b.height);
  let seen = 0, different = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const i = 4 * (y * a.width + x), j = 4 * (y * b.width + x);
      if (a.pixels[i] + a.pixels[i + 1] + a.pixels[i + 2] < 740) seen++;
      if ([0, 1, 2].some((c) => Math.abs(a.pixels[i + c] - b.pixels[j + c]) > 80)) different++;
    }
  }
  return { pixels: width * height, seen, different };
}
