import assert from "node:assert/strict";
import { THUMBNAIL_ASSETS_BYTES_MAX } from "../../../../board/asset/asset_limits.ts";
import type { Shape } from "../../../../board/shape.ts";
import { png, sha256 } from "../../../support/asset/pictures.ts";
import { Peer } from "../../../support/peer/peer.ts";
import { TestServer } from "../../../support/server/test_server.ts";

const SMALL = png(4, 4);
const LARGE = png(5, 5, { filler: THUMBNAIL_ASSETS_BYTES_MAX });

function imageOf(id: string, bytes: Uint8Array): Shape {
  const picture = { asset: sha256(bytes), type: "image/png", pixelW: 4, pixelH: 4 } as const;
  return { id, kind: "image", order: "a0", x: 0, y: 0, w: 40, h: 40, ...picture };
}

const sourceOf = (bytes: Uint8Array<ArrayBuffer>) => `data:image/png;base64,${bytes.toBase64()}`;

Deno.test("a picture of a board shows its pictures once they are there, and a thumbnail only small ones", async () => {
  await using server = await TestServer.start();
  const { links } = await server.createBoard();
  const address = `${server.origin}/api/boards/${links.editor}`;
  await using ann = await Peer.join(server.socketUrl(links.owner));
  ann.change((board) =>
    [imageOf("a", SMALL), imageOf("b", SMALL), imageOf("c", LARGE)].forEach((one) => board.add(one))
  );
  await ann.untilSaved();
  const draw = (query: string, headers = {}) => fetch(`${address}/board.svg?${query}`, { headers });
  const count = (text: string, bytes: Uint8Array<ArrayBuffer>) => text.split(sourceOf(bytes)).length - 1;
  const put = async (bytes: Uint8Array<ArrayBuffer>) => {
    const { status, body } = await fetch(`${address}/assets/${sha256(bytes)}`, { method: "PUT", body: bytes });
    await body?.cancel();
    return status;
  };

  const before = await draw("");
  const etag = before.headers.get("etag")!;
  assert.equal(count(await before.text(), SMALL), 0);
  for (const bytes of [SMALL, LARGE, png(6, 6)]) assert.equal(await put(bytes), 201);
  const after = await draw("", { "if-none-match": etag });
  assert.equal(after.status, 200, "pictures came, so that it is another picture");
  const whole = await after.text();
  assert.deepEqual([count(whole, SMALL), count(whole, LARGE), count(whole, png(6, 6))], [1, 1, 0]);
  assert.ok(whole.split(`#p${sha256(SMALL)}"`).length - 1 === 2, "a picture that is used twice is in it once");
  const known = await draw("", { "if-none-match": after.headers.get("etag")! });
  assert.equal(known.status, 304);
  await known.body?.cancel();

  const thumbnail = await (await draw("thumbnail=true")).text();
  assert.deepEqual([count(thumbnail, SMALL), count(thumbnail, LARGE)], [1, 0]);
});
