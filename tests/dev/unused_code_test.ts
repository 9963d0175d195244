import assert from "node:assert/strict";
import * as esbuild from "esbuild";
import fc from "fast-check";
import * as freehand from "perfect-freehand";
import type { StrokeOptions } from "perfect-freehand";
import * as Y from "yjs";
import { withoutDescriptions, withoutUnused, withoutUnusedCode } from "../../dev/unused/unused_code.ts";

type Yjs = typeof Y;
type Freehand = typeof freehand;
type Point = [x: number, y: number, pressure: number];

/** One of these changes of a document, by number, at a place between 0 and 1. */
const CHANGES: readonly ((doc: Y.Doc, place: number) => void)[] = [
  (doc, place) =>
    doc.getMap("shapes").set(`s${Math.floor(place * 9)}`, { kind: "ink", x: place, list: [1, "a", null] }),
  (doc, place) => doc.getMap("shapes").set("bytes", new Uint8Array([place * 255])),
  (doc, place) => doc.getMap("shapes").delete(`s${Math.floor(place * 9)}`),
  (doc, place) => doc.getArray("changes").insert(Math.floor(place * doc.getArray("changes").length), [place, "two"]),
  (doc, place) => remove(doc.getArray("changes"), place),
  (doc, place) => doc.getText("text/a").insert(Math.floor(place * doc.getText("text/a").length), "héllo 🎈"),
  (doc, place) => remove(doc.getText("text/a"), place),
  (doc, place) => doc.getText("text/a").format(0, Math.ceil(place * doc.getText("text/a").length), { bold: true }),
  (doc, place) => doc.getText("text/a").insertEmbed(0, { image: place }),
  (doc) => doc.getText("text/a").insertEmbed(0, new Y.Map([["in", "text"]])),
  (doc, place) => doc.getMap("shapes").set("inner", new Y.Doc({ guid: `guid ${place}`, gc: place < 0.5, meta: place })),
  (doc) => doc.getMap("meta").set("element", elementIn(new Y.XmlElement("p"))),
  (doc) => doc.getMap("meta").set("fragment", new Y.XmlFragment()),
  (doc) => doc.getMap("meta").set("hook", new Y.XmlHook("hook")),
  (doc) => doc.getArray("changes").push([new Y.XmlText("words"), Y.Array.from([1, new Y.Map([["deep", 1]])])]),
];

/** The change that formats a text. */
const FORMAT = 7;

function elementIn(parent: Y.XmlElement): Y.XmlElement {
  parent.setAttribute("class", "wide");
  parent.insert(0, [new Y.XmlText("text"), new Y.XmlElement("b")]);
  return parent;
}

function remove(type: { length: number; delete(at: number, length: number): void }, place: number): void {
  if (type.length > 0) type.delete(Math.floor(place * type.length), 1);
}

const changes = fc.array(
  fc.record({
    peer: fc.nat(2),
    change: fc.nat(CHANGES.length - 1),
    place: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
    /** Peers receive everything after the change. */
    syncs: fc.boolean(),
  }),
  { minLength: 1, maxLength: 40 },
);

/** The updates of three people who change a document. */
function updatesOf(steps: readonly { peer: number; change: number; place: number; syncs: boolean }[]): Uint8Array[] {
  const updates: Uint8Array[] = [];
  const docs = [1, 2, 3].map((clientID) => Object.assign(new Y.Doc(), { clientID }));
  for (const doc of docs) {
    for (const name of ["shapes", "meta"]) doc.getMap(name);
    doc.getArray("changes");
    doc.getText("text/a");
    doc.on("update", (update, origin) => origin !== "peer" && updates.push(update));
  }
  for (const { peer, change, place, syncs } of steps) {
    CHANGES[change](docs[peer], place);
    if (!syncs) continue;
    const all = Y.mergeUpdates(updates);
    for (const doc of docs) Y.applyUpdate(doc, all, "peer");
  }
  return updates;
}

/** What the client reads of a document that it received in pieces, and what it sends of it. */
function received(yjs: Yjs, updates: readonly Uint8Array[]) {
  const doc = new yjs.Doc();
  doc.clientID = 4;
  const map = doc.getMap("shapes"), text = doc.getText("text/a"), events: unknown[] = [];
  doc.getArray("changes");
  map.observe(({ keysChanged }) => events.push([...keysChanged]));
  text.observe((event) => {
    for (let item = event.target._start; item; item = item.right) {
      if (item.countable) events.push([item.length, event.adds(item), event.deletes(item)]);
    }
  });
  const half = updates.slice(0, updates.length / 2);
  for (const update of half) yjs.applyUpdate(doc, update);
  const pending = yjs.encodeStateAsUpdate(doc);
  for (const update of updates) yjs.applyUpdate(doc, update);
  const undo = new yjs.UndoManager(doc, { trackedOrigins: new Set(["local"]), captureTimeout: 0 });
  doc.transact(() => text.insert(0, "mine"), "local");
  doc.transact(() => map.set("s1", "mine"), "local");
  doc.transact(() => remove(text, 0.5), "local");
  const sent = [yjs.encodeStateAsUpdate(doc)];
  for (let step = 0; step < 3; step++) undo.undo();
  sent.push(yjs.encodeStateAsUpdate(doc));
  undo.redo();
  sent.push(yjs.encodeStateAsUpdate(doc, yjs.encodeStateVector(doc)), yjs.mergeUpdates([...updates]));
  const seen = { ...contentOf(doc), events };
  undo.destroy();
  doc.destroy();
  return { pending, sent, seen };
}

function contentOf(doc: Y.Doc) {
  const map = doc.getMap("shapes"), text = doc.getText("text/a");
  return {
    text: text.toString(),
    length: text.length,
    keys: [...map.keys()],
    bytes: map.get("bytes"),
    state: Y.decodeStateVector(Y.encodeStateVector(doc)),
  };
}

/** What somebody with the whole package sees of a document. */
function shown(update: Uint8Array) {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, update);
  return contentOf(doc);
}

/** Bundles a package with the settings of the client build and imports the bundle. */
async function bundled<Package>(name: string): Promise<Package> {
  const { outputFiles: [{ text }] } = await esbuild.build({
    stdin: { contents: `export * from "${name}"`, resolveDir: Deno.cwd() },
    plugins: [withoutUnusedCode()],
    bundle: true,
    format: "esm",
    drop: ["console"],
    write: false,
    logLevel: "silent",
  });
  await esbuild.stop();
  return await import(`data:text/javascript,${encodeURIComponent(text)}`);
}

Deno.test(
  "Yjs without the code that boards do not use reads, merges, undoes and encodes every document as the package does",
  // The process of esbuild ends a moment after `stop`, and esbuild offers no way to wait for it.
  { sanitizeOps: false, sanitizeResources: false },
  async () => {
    const less = await bundled<Yjs>("yjs");
    assert.equal("XmlElement" in less, false);
    assert.equal("push" in less.Array.prototype, false);
    fc.assert(
      fc.property(changes, fc.infiniteStream(fc.nat()), (steps, orders) => {
        const updates = updatesOf(steps);
        const order = new Map(updates.map((update) => [update, orders.next().value as number]));
        const mixed = updates.toSorted((a, b) => order.get(a)! - order.get(b)!);
        const [one, other] = [received(less, mixed), received(Y, mixed)];
        if (!steps.some(({ change }) => change === FORMAT)) return assert.deepEqual(one, other);
        // The package also deletes redundant formats and inserts others, in changes that the bundle does not make.
        const content = ({ text, length, keys, bytes }: ReturnType<typeof contentOf>) => {
          return { text, length, keys: keys.toSorted(), bytes };
        };
        assert.deepEqual(content(one.seen), content(other.seen));
        one.sent.forEach((update, i) => assert.deepEqual(content(shown(update)), content(shown(other.sent[i]))));
      }),
      { numRuns: 300 },
    );
  },
);

Deno.test(
  "perfect-freehand without the code that strokes do not use gives every stroke the outline that the package gives it",
  { sanitizeOps: false, sanitizeResources: false },
  async () => {
    const less = await bundled<Freehand>("perfect-freehand");
    const outlineOf = (
      { getStrokePoints, getStrokeOutlinePoints }: Freehand,
      points: Point[],
      options: StrokeOptions,
    ) => getStrokeOutlinePoints(getStrokePoints(points.map((point) => [...point]), options), options);
    const place = fc.double({ min: -99, max: 99, noNaN: true });
    const point = fc.tuple(place, place, fc.double({ min: 0, max: 1, noNaN: true }));
    fc.assert(
      fc.property(fc.array(point, { maxLength: 40 }), fc.boolean(), (points, simulatePressure) => {
        const thinning = simulatePressure ? 0.4 : 0.6;
        const options = { size: 6, thinning, smoothing: 0.5, streamline: 0.5, simulatePressure, last: true };
        assert.deepEqual(outlineOf(less, points, options), outlineOf(freehand, points, options));
      }),
      { numRuns: 300 },
    );
  },
);

Deno.test("a part that the package no longer contains stops the build", () => {
  const unused = { file: "a.js", methods: { A: ["one"] } };
  assert.equal(
    withoutUnused("class A {\n  one () {\n    1;\n  }\n  two () {}\n}\n", unused),
    "class A {\n  two () {}\n}\n",
  );
  assert.throws(
    () => withoutUnused("class A {\n  two () {}\n}\nclass B {\n  one () {\n  }\n}\n", unused),
    { message: "Cannot leave out a part of a.js as the file lacks it: A.one" },
  );
});

Deno.test("descriptions of checks are left out, and the checks stay", () => {
  const source =
    `const a = described((value) => isOne(value, "(,"), { enum: [1, "b)"] });\nreturn described(check, {});`;
  assert.equal(withoutDescriptions(source), `const a = ((value) => isOne(value, "(,"));\nreturn (check);`);
  assert.throws(() => withoutDescriptions("described(check, {"), /no end/);
});
