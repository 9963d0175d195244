import { decodeStrokeNews, encodeStrokeNews } from "../../../board/wire/live_stroke.ts";
import { encodeAwareness, encodeInkFrame, type Frame } from "../../../board/wire/protocol.ts";
import type { Peer } from "../../support/peer/peer.ts";
import type { ReturningPeer } from "../../support/peer/returning_peer.ts";

/** News that was not heard is sent again after this, ms. */
const AGAIN_MS = 500;
const TRIES = 20;

let count = 0;

/**
 * Each person in turn shows presence and a live stroke to the others.
 *
 * @returns the times until each of the others had them, ms
 */
export async function delayOfNews(people: readonly ReturningPeer[]): Promise<number[]> {
  const delays: number[] = [];
  for (const from of people) {
    for (const to of people) {
      const [sender, reader] = [from.peer, to.peer];
      if (from === to || sender === undefined || reader === undefined) continue;
      const clock = ++count;
      const author = 1 + people.indexOf(from);
      const stroke = `news.${clock}`;
      const presence = (frame: Frame) => frame.kind === "awareness" && includes(frame.body, entry(author, clock));
      const ink = (frame: Frame) =>
        frame.kind === "ink" && frame.entries.some((bytes) => decodeStrokeNews(bytes)?.stroke === stroke);
      const line = { author, stroke, nib: "pen", color: "red", width: 4, x: 0, y: 0, phase: "lifted" } as const;
      delays.push(
        ...await delay(reader, presence, () => sender.send(encodeAwareness(Uint8Array.of(1, ...entry(author, clock))))),
        ...await delay(reader, ink, () => sender.send(encodeInkFrame([encodeStrokeNews(line)]))),
      );
    }
  }
  return delays;
}

/**
 * Sends again while the news is not heard, because it is best effort.
 *
 * @returns nothing when one of the connections ends meanwhile
 */
async function delay(reader: Peer, isNews: (frame: Frame) => boolean, send: () => void): Promise<number[]> {
  const { length } = reader.frames;
  const from = performance.now();
  const heard = reader.untilTrue(() => reader.frames.slice(length).some(isNews));
  const result = heard.then(() => [performance.now() - from], () => []);
  for (let tries = 0; tries < TRIES; tries++) {
    try {
      send();
    } catch {
      return [];
    }
    const known = await Promise.race([result, new Promise<undefined>((resolve) => setTimeout(resolve, AGAIN_MS))]);
    if (known !== undefined) return known;
  }
  return [performance.now() - from];
}

/** An entry of awareness with an empty state; the clock takes three bytes. */
function entry(id: number, clock: number): number[] {
  return [id, clock & 127 | 128, clock >> 7 & 127 | 128, clock >> 14, 2, 0x7b, 0x7d];
}

function includes(body: Uint8Array, part: readonly number[]): boolean {
  return body.some((_, at) => part.every((byte, i) => body[at + i] === byte));
}
