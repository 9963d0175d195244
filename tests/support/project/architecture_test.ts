import assert from "node:assert/strict";
import { badNames, cycles, forbiddenImports, isBarrel, lineCount, median } from "./architecture.ts";
import type { Source } from "./source_graph.ts";

const IMPORT_RULES = {
  "board/": { may: [], packages: ["yjs"] },
  "server/store/": { may: ["board/"], packages: [] },
  "server/relay/": { may: ["board/id.ts", "types of server/store/"], packages: ["node:*"] },
  "client/": { may: ["board/", "client/"], packages: ["*"] },
  "main.ts": { may: ["server/"], packages: [] },
};

/** A file that imports; `type ` before a name is an `import type`. */
function source(path: string, ...imports: string[]): Source {
  return {
    path,
    text: "",
    imports: imports.map((to) => ({ to: to.replace(/^type /, ""), typeOnly: to.startsWith("type ") })),
  };
}

const ALLOWED = [
  source("board/shape.ts", "board/id.ts", "yjs"),
  source("server/relay/room.ts", "board/id.ts", "type server/store/store.ts", "node:crypto", "server/relay/session.ts"),
  source("client/ui/toolbar/toolbar.tsx", "board/id.ts", "preact", "@preact/signals"),
  source("main.ts", "server/relay/room.ts", "server/store/store.ts"),
];
for (const allowed of ALLOWED) {
  Deno.test(`what ${allowed.path} imports is allowed`, () =>
    assert.deepEqual(forbiddenImports([allowed], IMPORT_RULES), []));
}

const FORBIDDEN: [Source, string][] = [
  [source("board/shape.ts", "server/store/store.ts"), "a room that is not listed"],
  [source("board/shape.ts", "type client/main.tsx"), "a type of a room that is not listed"],
  [source("board/shape.ts", "main.ts"), "the composition root"],
  [source("board/shape.ts", "lib0"), "a package that is not listed"],
  [source("board/shape.ts", "@preact/signals"), "a scoped package that is not listed"],
  [source("board/shape.ts", "node:fs"), "a builtin that is not listed"],
  [source("server/relay/room.ts", "server/store/store.ts"), "by value what is listed for its types"],
  [source("server/relay/room.ts", "board/shape.ts"), "another file of a room of which one is listed"],
  [source("main.ts", "client/main.tsx"), "as a listed file what is not listed"],
  [source("attic/old.ts"), "from no room at all"],
];
for (const [forbidden, what] of FORBIDDEN) {
  Deno.test(`${forbidden.path} may not import ${what}`, () => {
    const found = forbiddenImports([...ALLOWED, forbidden], IMPORT_RULES);
    assert.equal(found.length, 1);
    assert.match(found[0], new RegExp(`^${forbidden.path} `));
  });
}

Deno.test("cycles are found once each, including cycles through type imports", () => {
  const ring = [
    source("b.ts", "c.ts"),
    source("c.ts", "type a.ts", "d.ts"),
    source("a.ts", "b.ts", "d.ts"),
    source("d.ts"),
    source("e.ts", "e.ts", "yjs"),
  ];
  assert.deepEqual(cycles(ring), ["a.ts → b.ts → c.ts → a.ts", "e.ts → e.ts"]);
  assert.deepEqual(cycles([source("a.ts", "b.ts", "c.ts"), source("b.ts", "c.ts"), source("c.ts")]), []);
});

Deno.test("names that are not snake_case or have no meaning are found", () => {
  const good = ["client/ui/tool_bar.tsx", "board/id.ts", "server/metadata.ts", "main.ts"];
  assert.deepEqual(badNames(good, ["data", "util"]), []);
  const bad = [
    "client/ToolBar.tsx",
    "server/room-list.ts",
    "server/utils.ts",
    "client/data/x.ts",
    "board/shape_util.ts",
  ];
  for (const path of bad) assert.equal(badNames([path], ["data", "util"]).length, 1, path);
});

Deno.test("files that only re-export are found", () => {
  const file = (path: string, text: string) => ({ path, text, imports: [] });
  assert.ok(isBarrel(file("board/all.ts", '// all\nexport * from "./a.ts";\nexport { type B, c } from "./b.ts";\n')));
  assert.ok(isBarrel(file("board/mod.ts", "export const a = 1;")));
  assert.ok(!isBarrel(file("board/a.ts", 'export { b } from "./b.ts";\nexport const a = 1;')));
  assert.ok(!isBarrel(file("board/empty.ts", "")));
});

Deno.test("lines are counted with and without a final newline, and medians of odd and even counts", () => {
  assert.equal(lineCount({ ...source("a.ts"), text: "one\ntwo\n" }), 2);
  assert.equal(lineCount({ ...source("a.ts"), text: "one\ntwo" }), 2);
  assert.equal(median([9, 1, 5]), 5);
  assert.equal(median([9, 1, 5, 3]), 4);
});
