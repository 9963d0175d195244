import { upgraded } from "../../support/peer/bare_socket.ts";
import { FrameFlood, type OPCODES } from "../../support/peer/frame_flood.ts";
import { atOnce, type Attack, pause } from "./attack.ts";

/** Empty frames of one kind, on a new connection whenever the server ended the last one. */
function frames(kind: keyof typeof OPCODES): Attack {
  return async (target, goesOn) => {
    let count = 0;
    while (goesOn()) {
      const flood = await FrameFlood.begin({ ...target, slug: target.viewer }, kind).catch(() => undefined);
      while (goesOn() && await flood?.goOn()) count++;
      flood?.[Symbol.dispose]();
      await pause(20);
    }
    return count;
  };
}

/** Complete handshakes with a link that opens nothing, each ended at once. */
const wrongLinks: Attack = async ({ origin, from }, goesOn) => {
  let count = 0;
  for (; goesOn(); count++) {
    const connection = await upgraded(origin, "A".repeat(22), { from }).catch(() => undefined);
    connection?.close();
    if (!connection) await pause(1);
  }
  return count;
};

export const FRAME_ATTACKS: ReadonlyMap<string, Attack> = new Map([
  ["empty messages", frames("binary")],
  ["empty texts", frames("text")],
  ["empty pongs", frames("pong")],
  ["empty pings", frames("ping")],
  ["empty continuations", frames("continuation")],
  ["wrong-link handshakes", atOnce(4, wrongLinks)],
]);
