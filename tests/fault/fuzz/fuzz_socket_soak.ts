/** `deno task soak:fuzz:socket [frames] [seed]`: hostile frames over real sockets; default 100,000. */
import { documentFacts, factsOf } from "../../support/board/document_facts.ts";
import { Peer } from "../../support/peer/peer.ts";
import { seeded } from "../../support/random.ts";
import { rssMb } from "../../support/server/process_figures.ts";
import { RealServer } from "../../support/server/real_server.ts";
import { stroke } from "../../support/board/strokes.ts";
import { hostileFrame } from "./fuzz_run.ts";

const frames = Number(Deno.args[0] ?? 100_000);
const random = seeded(Number(Deno.args[1] ?? 1));
/** Frames on one board before its readers are compared. */
const FRAMES_PER_BOARD = 2_000;

let [sent, connections, different, letGo, warm] = [0, 0, 0, 0, 0];
await using server = await RealServer.start();
while (sent < frames) {
  const { links } = await server.createBoard();
  const ann = await Peer.join(server.socketUrl(links.owner));
  ann.closed.then(() => letGo++);
  const updates: Uint8Array[] = [];
  ann.doc.on("update", (update: Uint8Array, origin: unknown) => origin === "local" && updates.push(update));
  let drawn = 0;
  let eve: Peer | undefined;
  for (let i = 0; i < FRAMES_PER_BOARD; i++, sent++) {
    if (i % 20 === 0) ann.change((board) => board.add(stroke(`a.${drawn++}`, random, 3)));
    // Frames after a refused one are not read, so every few frames need a new connection.
    if (i % 8 === 0) {
      await eve?.[Symbol.asyncDispose]();
      eve = await Peer.connect(server.socketUrl(links.editor));
      connections++;
    }
    eve!.send(hostileFrame(random, { honest: ann.board, updates }));
  }
  await eve?.[Symbol.asyncDispose]();
  await ann.untilSaved();
  await new Promise((resolve) => setTimeout(resolve, 200));
  if (documentFacts([await state(links.owner)]) !== factsOf(ann.doc)) different++;
  letGo--;
  await ann[Symbol.asyncDispose]();
  if (sent >= frames / 4) warm ||= await rssMb(server.pid);
}
const rss = await rssMb(server.pid);
console.log(
  `${sent} frames on ${connections} connections: ${letGo} honest peers let go, ${different} boards differ; ` +
    `the server has ${rss.toFixed(0)} MB (${warm.toFixed(0)} after a quarter)`,
);
Deno.exit(letGo + different === 0 ? 0 : 1);

async function state(slug: string): Promise<Uint8Array> {
  const response = await fetch(`${server.origin}/api/boards/${slug}/state`);
  if (!response.ok) throw new Error(`Cannot read board: ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}
