import assert from "node:assert/strict";
import { crc32 as crc32OfZlib, inflateSync } from "node:zlib";
import * as Y from "yjs";
import { fitted } from "../../../board/figure/text/shape_text.ts";
import { crc32 } from "../../../board/bytes/crc32.ts";
import { PAPER } from "../../../board/palette.ts";
import type { Shape } from "../../../board/shape.ts";
import { FONTS } from "../../../board/style.ts";
import { EDGE, pngPieces } from "../../../server/raster/board_png.ts";
import { seeded } from "../../support/random.ts";
import { stroke } from "../../support/board/strokes.ts";
import { piecesOf } from "../../../server/worker/jobs.ts";
import { hostileBoard, hostileShapes } from "../../support/board/hostile_shapes.ts";
import { frameOf, geoOf, noteOf, textOf } from "../../support/board/figures.ts";
import { ASSET, imageOf } from "../../support/board/images.ts";

interface Picture {
  readonly width: number;
  readonly height: number;
  /** The colour at a place, as #rrggbb. */
  at(x: number, y: number): string;
  /** How many pixels of a rectangle have another colour than its first. */
  drawnIn(x: number, y: number, w: number, h: number): number;
}

/** Reads a PNG as `encodedPng` writes it. Checks its sums. */
function read(png: Uint8Array): Picture {
  const view = new DataView(png.buffer, png.byteOffset);
  const chunks = new Map<string, Uint8Array>();
  for (let at = 8; at < png.length;) {
    const length = view.getUint32(at), end = at + 8 + length;
    assert.equal(view.getUint32(end), crc32OfZlib(png.subarray(at + 4, end)));
    chunks.set(new TextDecoder().decode(png.subarray(at + 4, at + 8)), png.subarray(at + 8, end));
    at = end + 4;
  }
  const [width, height] = [view.getUint32(16), view.getUint32(20)];
  const rows = inflateSync(chunks.get("IDAT")!);
  const at = (x: number, y: number) => {
    const from = y * (1 + 3 * width) + 1 + 3 * x;
    return `#${rows.subarray(from, from + 3).toString("hex")}`;
  };
  return {
    width,
    height,
    at,
    drawnIn(x, y, w, h) {
      let count = 0;
      for (let dy = 0; dy < h; dy++) {
        for (let dx = 0; dx < w; dx++) if (at(x + dx, y + dy) !== at(x, y)) count++;
      }
      return count;
    },
  };
}

async function pngOf(...drawing: Parameters<typeof pngPieces>): Promise<Uint8Array<ArrayBuffer>> {
  return (await Array.fromAsync(pngPieces(...drawing))).at(-1)!;
}

async function drawn(
  shapes: readonly Shape[],
  { w = 400, h = 200, theme = "light" as "light" | "dark", pictures = new Map<string, string>() } = {},
): Promise<Picture> {
  return read(await pngOf(shapes, { ...boxOf({ w, h }), theme, pictures }));
}

function boxOf({ w, h }: { w: number; h: number }) {
  return { box: { minX: 0, minY: 0, maxX: w, maxY: h }, theme: "light" as const, pictures: new Map<string, string>() };
}

Deno.test("a PNG shows shapes in their places and colours, on the paper of its theme", async () => {
  const solid = geoOf("a", { x: 50, y: 50, w: 100, h: 100, fill: "solid", color: "#ff8800" });
  for (const theme of ["light", "dark"] as const) {
    const picture = await drawn([solid], { theme });
    assert.deepEqual([picture.width, picture.height], [800, 400], "two pixels for each unit");
    assert.equal(picture.at(10, 10), PAPER[theme]);
    assert.equal(picture.at(200, 200), "#ff8800");
    assert.equal(picture.at(340, 200), PAPER[theme]);
  }
});

Deno.test("a large board is scaled down to the most pixels, and an empty one is paper", async () => {
  const large = await drawn([geoOf("a", { w: 9_000, h: 3_000, fill: "solid" })], { w: 10_000, h: 4_000 });
  assert.deepEqual([large.width, large.height], [EDGE, Math.round(EDGE * 0.4)]);
  const empty = await drawn([]);
  assert.equal(empty.drawnIn(0, 0, empty.width, empty.height), 0);
});

Deno.test("texts of all fonts and alphabets are drawn where they belong, letters that no font has as boxes", async () => {
  for (const font of FONTS) {
    for (const text of ["plain words", "čaj Ťažký", "Привет", "日本語", "a & <b>"]) {
      const picture = await drawn([fitted(textOf("t", { x: 20, y: 40, font, fontSize: 40, text }))]);
      assert.ok(picture.drawnIn(40, 80, 300, 100) > 500, `${font}: ${text}`);
      assert.equal(picture.drawnIn(0, 0, 800, 60), 0, "above");
      assert.equal(picture.drawnIn(0, 240, 800, 100), 0, "below");
    }
  }
});

Deno.test("a board that is drawn in parts looks as one that is drawn at once", async () => {
  const ground = geoOf("g", { x: 0, y: 0, w: 1_000, h: 1_000, fill: "solid", color: "#00ff00", opacity: 0.5 });
  const strokes = Array.from({ length: 400 }, (_, i) => ({ ...stroke(`s.${i}`, seeded(i), 200), x: 2_000, y: 2_000 }));
  const top = geoOf("t", { x: 500, y: 500, w: 1_000, h: 1_000, fill: "solid", color: "#0000ff", opacity: 0.5 });
  const options = { w: 4_000, h: 4_000 };
  const parts = await Array.fromAsync(pngPieces([ground, ...strokes, top], boxOf(options)));
  assert.ok(parts.length > 3, `${parts.length}`);
  const [apart, whole] = [read(parts.at(-1)!), await drawn([ground, top], options)];
  const places = [100, 200, 300, 500, 900].map((each) => [each, each] as const);
  assert.deepEqual(places.map((place) => apart.at(...place)), places.map((place) => whole.at(...place)));
  assert.ok(apart.drawnIn(800, 800, 700, 700) > 1_000);
});

Deno.test("letters with a meaning in XML are drawn as they are", async () => {
  const widthOf = async (text: string) => {
    const picture = await drawn([fitted(textOf("t", { x: 20, y: 40, font: "mono", fontSize: 40, text }))]);
    return Array.from({ length: 800 }, (_, x) => picture.drawnIn(x, 60, 1, 140) > 0).lastIndexOf(true);
  };
  const plain = await widthOf("00000");
  for (const text of ["0&<0H", "0]]>H", "0&lt;", '0<"0H', "H<!--"]) {
    assert.ok(Math.abs(await widthOf(text) - plain) < 30, text);
  }
});

Deno.test("words stand apart as in the layout", async () => {
  const text = fitted(textOf("t", { x: 0, y: 40, font: "mono", fontSize: 40, text: "I        I" }));
  const picture = await drawn([text]);
  const columns = Array.from({ length: Math.floor(text.w * 2) }, (_, x) => picture.drawnIn(x, 60, 1, 120) > 0);
  assert.ok(columns.slice(0, 48).includes(true));
  assert.ok(!columns.slice(60, 420).includes(true));
  assert.ok(columns.slice(420).includes(true));
});

Deno.test("pictures are drawn, and cut by their frames as all else", async () => {
  const blue = await pngOf([geoOf("b", { w: 10, h: 10, fill: "solid", color: "#0000ff" })], {
    box: { minX: 2, minY: 2, maxX: 6, maxY: 6 },
    theme: "light",
    pictures: new Map(),
  });
  const shapes = [
    frameOf("f", { x: 100, y: 50, w: 100, h: 100 }),
    imageOf("i", { x: 0, y: 50, w: 200, h: 100, frame: "f" }),
    noteOf("n", { x: 300, y: 0 }),
  ];
  const pictures = new Map([[ASSET, `data:image/png;base64,${blue.toBase64()}`]]);
  const picture = await drawn(shapes, { pictures });
  assert.equal(picture.at(300, 200), "#0000ff", "inside of the frame");
  assert.equal(picture.at(100, 200), PAPER.light, "outside");
});

Deno.test("the checksum is that of zlib", () => {
  const bytes = crypto.getRandomValues(new Uint8Array(10_000));
  assert.equal(crc32(bytes), crc32OfZlib(bytes));
});

Deno.test("a photograph is turned as cameras ask for", async () => {
  const halves = [
    geoOf("l", { x: -10, y: -10, w: 12, h: 20, fill: "solid", color: "#0000ff", width: 1 }),
    geoOf("r", { x: 2, y: -10, w: 12, h: 20, fill: "solid", color: "#ff0000", width: 1 }),
  ];
  const source = `data:image/png;base64,${(await pngOf(halves, boxOf({ w: 4, h: 2 }))).toBase64()}`;
  const sides = { left: [40, 200], right: [360, 200], top: [200, 40], bottom: [200, 360] } as const;
  const blueSide = async (turn: number) => {
    const options = { pictures: new Map([[ASSET, source]]), turns: new Map([[ASSET, turn]]) };
    const shape = imageOf("i", { x: 0, y: 0, w: 200, h: 200 });
    const picture = read(await pngOf([shape], { ...boxOf({ w: 200, h: 200 }), ...options }));
    const blueness = Object.values(sides).map(([x, y]) => parseInt(picture.at(x, y).slice(5), 16));
    return Object.keys(sides)[blueness.indexOf(Math.max(...blueness))];
  };
  const found = [];
  for (const turn of [1, 2, 3, 4, 5, 6, 7, 8]) found.push(await blueSide(turn));
  assert.deepEqual(found, ["left", "right", "right", "left", "top", "top", "bottom", "bottom"]);
});

Deno.test("hostile shapes are drawn or left out, as a whole and in part", async () => {
  for (const seed of [1, 8, 10]) {
    const update = Y.encodeStateAsUpdate(hostileBoard(hostileShapes(40, seeded(seed))).doc);
    for (const region of [undefined, { x: 0, y: 0, w: 800, h: 600 }, { x: -1e7, y: -1e7, w: 1e-9, h: 2e7 }]) {
      const pieces = await Array.fromAsync(piecesOf({ kind: "png", update, theme: "light", assets: [], region }));
      const { width, height } = read(pieces.at(-1)!);
      assert.ok(width >= 1 && width <= EDGE && height >= 1 && height <= EDGE, `${width} × ${height}`);
    }
  }
});
