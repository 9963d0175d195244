import assert from "node:assert/strict";
import { isLink } from "../../board/kinds/checks.ts";
import { propertiesOf, readShape } from "../../board/shape_reader.ts";

const BASE = { order: "a0", x: 1, y: 2, w: 30, h: 40 };
const OPTIONAL = {
  angle: 1,
  opacity: 0.5,
  locked: true,
  groups: ["g.1", "g.2"],
  frame: "f.1",
  link: "https://example.org/",
};
const DRAWN = { color: "#12ab9f", width: 3 };
const DRAWN_OPTIONAL = { dash: "dashed", sketch: true, stray: 0.3 };
const FLIPPED = { flipX: true, flipY: false };
const WRITTEN = { font: "hand", fontSize: 20, lineHeight: 1.2, align: "middle", valign: "start" };
const LABELLED = { ...WRITTEN, textColor: "#000fff" };
const FILLED = { fill: "hatch", fillColor: "red", hatchGap: 4 };

/** One shape of each kind with all of its required and optional properties. */
const KINDS: Record<string, [needed: Record<string, unknown>, optional: Record<string, unknown>]> = {
  geo: [
    { ...DRAWN, form: "cloud" },
    { ...DRAWN_OPTIONAL, ...LABELLED, ...FLIPPED, ...FILLED, rounded: true, corner: 12.5, padding: 16 },
  ],
  line: [{ ...DRAWN, points: [0, 0, 30, 40] }, { ...DRAWN_OPTIONAL, ...FLIPPED, ...FILLED, smooth: true }],
  arrow: [
    { ...DRAWN, start: { x: 1, y: 2 }, end: { x: 31, y: 42, to: "s.2", u: 0, v: 1 }, route: "elbow" },
    {
      ...DRAWN_OPTIONAL,
      ...LABELLED,
      startLeft: { x: 3, y: 4, to: "s.2", u: 0, v: 1 },
      endLeft: { x: 5, y: 6, to: "s.3", u: -4, v: 1.5, exact: true },
      bend: 0.4,
      via: [0.5, -0.2, 2, 0],
      startHead: "dot",
      endHead: "none",
      headSize: 22.5,
      rounded: true,
      corner: 7,
      labelWidth: 80,
      labelAt: 0.3,
    },
  ],
  text: [{ color: "black" }, { ...WRITTEN, wraps: true }],
  note: [{ color: "#fedcba" }, LABELLED],
  frame: [{ name: "Ideas" }, {}],
  image: [
    { asset: "5e".repeat(32), type: "image/webp", pixelW: 640, pixelH: 480 },
    {
      ...FLIPPED,
      preview: Uint8Array.of(9, 9, 9, 1, 9, 9, 9, 255),
      crop: { x: 0.1, y: 0.2, w: 0.9, h: 0.5 },
      form: "ellipse",
      rounded: true,
      corner: 0,
      alt: "A cat",
      pdf: { asset: "6f".repeat(32), page: 2 },
    },
  ],
};

const POISON: unknown[] = [
  undefined,
  NaN,
  Infinity,
  -Infinity,
  1e308,
  "javascript:alert(1)",
  {},
  ["__proto__"],
  [1, "2", 3, 4],
  { x: 1 },
  { x: 1, y: 2, to: "__proto__", u: 0, v: 0 },
  { x: 1, y: 2, to: "s.2", u: 2, v: 0 },
];

/** True for a property that takes any words. */
function isWords(kind: string, name: string): boolean {
  return kind === "frame" && name === "name" || kind === "image" && name === "alt";
}

for (const [kind, [needed, optional]] of Object.entries(KINDS)) {
  const record = { kind, ...BASE, ...needed, ...OPTIONAL, ...optional };

  Deno.test(`a ${kind} is read with and without its optional properties`, () => {
    assert.deepEqual(readShape("s.1", record), { id: "s.1", ...record });
    const plain = { kind, ...BASE, ...needed };
    assert.deepEqual(readShape("s.1", plain), { id: "s.1", ...plain });
    assert.deepEqual(new Set(propertiesOf(kind)), new Set(Object.keys(record).filter((name) => name !== "kind")));
  });

  Deno.test(`a ${kind} loses invalid optional properties, and is rejected without a required one`, () => {
    for (const poison of POISON) {
      for (const name of Object.keys({ ...BASE, ...needed })) {
        if (isWords(kind, name) && typeof poison === "string") continue;
        assert.equal(readShape("s.1", { ...record, [name]: poison }), undefined, `${name} = ${String(poison)}`);
        assert.deepEqual(readShape("s.1", record, [[name, poison]]), { id: "s.1", ...record });
      }
      for (const name of Object.keys({ ...OPTIONAL, ...optional })) {
        if (isWords(kind, name) && typeof poison === "string") continue;
        const { [name]: _, ...rest } = record as Record<string, unknown>;
        assert.deepEqual(readShape("s.1", { ...record, [name]: poison }), { id: "s.1", ...rest });
        assert.deepEqual(readShape("s.1", record, [[name, poison]]), { id: "s.1", ...record });
      }
    }
  });

  Deno.test(`null removes only optional properties of a ${kind}`, () => {
    for (const name of Object.keys({ ...OPTIONAL, ...optional })) {
      const { [name]: _, ...rest } = record as Record<string, unknown>;
      assert.deepEqual(readShape("s.1", record, [[name, null]]), { id: "s.1", ...rest });
    }
    for (const name of Object.keys({ ...BASE, ...needed })) {
      assert.deepEqual(readShape("s.1", record, [[name, null]]), { id: "s.1", ...record });
    }
  });
}

Deno.test("an image takes no asset, crop or preview that a painter could stumble over", () => {
  const [needed] = KINDS.image;
  const bad: Readonly<Record<string, readonly unknown[]>> = {
    asset: ["5E".repeat(32), "5e".repeat(31), "../".repeat(21) + "x"],
    type: ["text/html", "image/heic"],
    pixelW: [0, 70_000],
    crop: [{ x: 0, y: 0, w: 0, h: 1 }, { x: 0.5, y: 0, w: 0.6, h: 1 }, { x: -0.1, y: 0, w: 1, h: 1 }],
    preview: [new Uint8Array(3), new Uint8Array(1_025), [1, 2, 3, 4]],
    alt: ["x".repeat(1_001)],
    pdf: [null, { asset: "6f".repeat(32), page: 0 }, { asset: "6f", page: 1 }, { asset: "6f".repeat(32), page: 1.5 }],
  };
  for (const [name, values] of Object.entries(bad)) {
    for (const value of values) {
      const shape = readShape("s.1", { kind: "image", ...BASE, ...needed, [name]: value });
      assert.equal((shape as Record<string, unknown> | undefined)?.[name], undefined, name);
    }
  }
});

Deno.test("inherited properties are ignored", () => {
  const record = Object.assign(Object.create({ link: "https://example.org/" }), { kind: "frame", name: "", ...BASE });
  assert.equal(readShape("s.1", record)!.link, undefined);
});

Deno.test("only http, https and mailto links are accepted", () => {
  for (const link of ["https://a.b/c?d#e", "HTTP://a.b", "mailto:a@b.c"]) assert.ok(isLink(link), link);
  const bad = [
    "javascript:alert(1)",
    " https://a.b",
    "https://a b",
    "https:a",
    "data:text/html,x",
    "//a.b",
    "file:///x",
  ];
  for (const link of [...bad, "https://a\u0000b", "https://", "x".repeat(3_000), 3]) {
    assert.ok(!isLink(link), `${link}`);
  }
});
