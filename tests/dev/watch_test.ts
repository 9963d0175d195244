import assert from "node:assert/strict";
import { consequencesOf } from "../../dev/watch.ts";

const CASES: [path: string, client: boolean, server: boolean][] = [
  ["client/ui/page/board.css", true, false],
  ["client/render/tile.ts", true, false],
  ["static/board.html", true, false],
  ["static/manifest.webmanifest", true, false],
  ["server/relay/room.ts", false, true],
  ["main.ts", false, true],
  ["deno.json", false, true],
  ["board/shape.ts", true, true],
  ["tests/board/ink_test.ts", false, false],
  ["dist/dev/manifest.json", false, false],
  ["data", false, false],
  ["deno.lock", false, false],
  ["client/.main.tsx.swp", false, false],
  ["client/main.tsx~", false, false],
  ["client/4913", false, false],
  ["board/PROTOCOL.md", false, false],
];

for (const [path, client, server] of CASES) {
  const parts = [client && "builds the client", server && "restarts the server"].filter(Boolean);
  Deno.test(`a change of ${path} ${parts.join(" and ") || "does nothing"}`, () => {
    assert.deepEqual(consequencesOf([path]), { client, server });
  });
}

Deno.test("a burst of changes has the combined consequences", () => {
  assert.deepEqual(consequencesOf(["dev/looks/looks.css"]), { client: true, server: false });
  assert.deepEqual(consequencesOf(["README.md", "client/main.tsx", "main.ts"]), { client: true, server: true });
});
