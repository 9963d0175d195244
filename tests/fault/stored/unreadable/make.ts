import { join } from "node:path";
import * as encoding from "lib0/encoding";
import { encodeSync, SYNC } from "../../../../board/wire/protocol.ts";
import { Peer } from "../../../support/peer/peer.ts";
import { seeded } from "../../../support/random.ts";
import { RealServer } from "../../../support/server/real_server.ts";
import { stroke } from "../../../support/board/strokes.ts";

/**
 * Makes the databases in this folder. The server of commit 2aa1437 could store these boards, but could not open them
 * again.
 *
 *     git worktree add ../before 2aa1437
 *     deno run -P=test tests/fault/stored/unreadable/make.ts ../before
 */
const before = Deno.args[0];
const FOLDER = new URL("./", import.meta.url).pathname;

/** A client id that no other client has; its varuint takes one byte. */
const WRITER = 5;
const STRUCTS = 20_000;
const FRAMES = 51;

/** One frame of 20,000 structs a second takes an eighth of the allowance of a connection. */
const PACE_MS = 150;

/** Empty binary structs, all after the first one in a list of the root `m`: no two of them can be merged. */
function manyStructs(frame: number): Uint8Array {
  const encoder = encoding.createEncoder();
  const first = frame * STRUCTS;
  for (const n of [1, STRUCTS, WRITER, first]) encoding.writeVarUint(encoder, n);
  for (let i = 0; i < STRUCTS; i++) {
    const bytes = first + i === 0 ? [0b0000_0011, 1, 1, 0x6d, 0] : [0b1000_0011, WRITER, 0, 0];
    encoding.writeUint8Array(encoder, Uint8Array.from(bytes));
  }
  encoding.writeVarUint(encoder, 0);
  return encoding.toUint8Array(encoder);
}

/** A deleted struct of the greatest length that a frame may have. */
function longDeletion(frame: number): Uint8Array {
  const encoder = encoding.createEncoder();
  for (const n of [1, 1, WRITER, frame * 2 ** 24, 0, 2 ** 24, 0]) encoding.writeVarUint(encoder, n);
  return encoding.toUint8Array(encoder);
}

/** Bytes in one value, so that the board is sent in several pieces. */
const CONTENT_BYTES = 400 * 1024;

async function make(name: string, draw: (peer: Peer) => Promise<void>): Promise<string> {
  await using server = await RealServer.start({ LOG_LEVEL: "debug" }, { main: join(before, "main.ts") });
  const { links } = await server.createBoard();
  {
    await using peer = await Peer.join(server.socketUrl(links.editor));
    peer.doc.clientID = 7;
    peer.change((board) => board.add(stroke("honest.1", seeded(1))));
    await draw(peer);
    await peer.untilSaved();
  }
  console.log((await server.interrupt()).printed);
  const database = await Deno.readFile(server.kvPath);
  const packed = new Blob([database]).stream().pipeThrough(new CompressionStream("gzip"));
  await Deno.writeFile(join(FOLDER, `${name}.sqlite3.gz`), packed);
  return links.editor;
}

const editors = {
  many_structs: await make("many_structs", async (peer) => {
    for (let frame = 0; frame < FRAMES; frame++) {
      peer.sent++;
      peer.send(encodeSync(SYNC.update, manyStructs(frame)));
      await new Promise((resolve) => setTimeout(resolve, PACE_MS));
      await peer.untilSaved();
    }
  }),
  long_deletion: await make("long_deletion", async (peer) => {
    peer.change((board) => board.doc.getMap("m").set("content", new Uint8Array(CONTENT_BYTES)));
    for (let frame = 0; frame < 3; frame++) {
      peer.sent++;
      peer.send(encodeSync(SYNC.update, longDeletion(frame)));
    }
    await peer.untilSaved();
  }),
};
await Deno.writeTextFile(join(FOLDER, "editors.json"), JSON.stringify(editors, undefined, 2) + "\n");
