import assert from "node:assert/strict";
import type { AssetServer } from "../../../client/images/asset_request.ts";
import { ImageDesk } from "../../../client/images/image_desk.ts";
import { hashOf } from "../../../client/images/scaling.ts";
import { imageOf } from "../../support/board/images.ts";
import { Desk } from "../../support/client/editors.ts";
import { until } from "../../support/until.ts";

const bytes = new Blob(["picture"]);
const asset = await hashOf(bytes);

/** A board with a pasted image, and a server that can be reached or not. */
class World {
  isReachable = false;
  /** What the board has that the image was copied from. */
  found: Blob | undefined;
  readonly stored = new Set<string>();
  readonly editor = new Desk().editor;
  readonly desk: ImageDesk;

  constructor() {
    const { editor, stored } = this;
    editor.uploads.value = undefined;
    editor.writer.add([imageOf("i", { asset })]);
    const server: AssetServer = {
      has: (asset) => this.isReachable ? Promise.resolve(stored.has(asset)) : Promise.reject(new TypeError("offline")),
      send: (asset) => Promise.resolve(stored.add(asset) && { kind: "stored" }),
      fetch: () => Promise.resolve(undefined),
    };
    this.desk = new ImageDesk(editor, {
      slug: () => "slug",
      lasting: "slug",
      repaint() {},
      server,
      kept: {
        put: () => Promise.resolve(),
        delete: () => Promise.resolve(),
        all: () => Promise.resolve(new Map()),
        close() {},
      },
      copied: { note() {}, bytes: () => Promise.resolve(this.found) },
    });
  }

  untilUploads(count: number): Promise<void> {
    return until(`${count} uploads`, () => this.editor.uploads.peek()?.length === count);
  }
}

Deno.test("the picture of a pasted image counts as unsent until the server answers, and then comes", async () => {
  const world = new World();
  const { desk, editor, stored } = world;
  await world.untilUploads(0);
  const bringing = desk.bring(new Set([asset]));
  assert.equal(editor.uploads.peek(), undefined, "not known to be saved while it is looked for");
  await bringing;
  assert.deepEqual(editor.uploads.peek(), [{ asset, bytes: 0, isKept: false }]);
  assert.equal(editor.problem.peek(), undefined);
  world.isReachable = true;
  world.found = bytes;
  dispatchEvent(new Event("online"));
  await world.untilUploads(0);
  assert.deepEqual([...stored], [asset]);
  desk.close();
});

Deno.test("a picture that no board has is said once, and waited for no longer", async () => {
  const world = new World();
  const { desk, editor } = world;
  await desk.bring(new Set([asset]));
  await world.untilUploads(1);
  world.isReachable = true;
  await desk.bring(new Set());
  assert.match(String(editor.problem.peek()), /stayed on the board/);
  await world.untilUploads(0);
  desk.close();
});
