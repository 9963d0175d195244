import * as decoding from "lib0/decoding";
import { readTalkEvent } from "../../../board/talk.ts";
import { decodeDirect, type DirectFrame } from "../../../board/wire/direct_frame.ts";
import { decodeStrokeNews } from "../../../board/wire/live_stroke.ts";
import { type Presence, readPresence } from "../../../board/wire/presence.ts";
import { decodeFrame, type Frame } from "../../../board/wire/protocol.ts";
import { FRAMES } from "../../messages/en/connection/frames.ts";
import type { Direction } from "./connection_log.ts";
import { FrameAuthors, type Person } from "./frame_authors.ts";
import { summarizeUpdate } from "./update_summary.ts";

export type FrameKind = Frame["kind"] | "malformed";

export interface FrameSummary {
  readonly kind: FrameKind;
  readonly summary: string;
}

const NOTICES: Readonly<Record<string, Exclude<keyof typeof FRAMES, "unknown">>> = {
  role: "role",
  state: "state",
  link: "link",
  leaving: "leaving",
  unsaved: "cannotSave",
  saving: "saving",
  damaged: "damaged",
  full: "full",
  accepted: "accepted",
};

/** Says in one line what a frame contains. */
export class FrameSummaries {
  readonly #me: number;
  readonly #authors: FrameAuthors;
  #saved: number | undefined;

  /**
   * @param me the awareness id of this page
   * @param peers the others that are here now
   */
  constructor(me: number, peers: () => readonly Person[]) {
    this.#me = me;
    this.#authors = new FrameAuthors(peers);
  }

  /** Never throws. */
  read(direction: Direction, bytes: Uint8Array): FrameSummary {
    try {
      const frame = decodeFrame(bytes);
      return { kind: frame.kind, summary: this.#summary(direction, frame) };
    } catch {
      return { kind: "malformed", summary: FRAMES.malformed };
    }
  }

  #summary(direction: Direction, frame: Frame): string {
    const isMine = direction === "sent";
    switch (frame.kind) {
      case "step1":
        this.#saved = 0;
        return isMine ? FRAMES.asksForMissing : FRAMES.serverAsks;
      case "step2":
      case "update":
        return summarizeUpdate(frame.update, (change) => {
          return isMine ? FRAMES.thisPage : this.#authors.nameOfAuthor(change) ?? FRAMES.somebody;
        });
      case "awareness":
        return this.#people(frame.body);
      case "queryAwareness":
        return FRAMES.who;
      case "ink":
        return this.#ink(frame.entries);
      case "saved":
        return this.#savedCount(frame.count);
      case "notice":
        return Object.hasOwn(NOTICES, frame.code) ? FRAMES[NOTICES[frame.code]] as string : FRAMES.notice;
      case "talk":
        return talk(frame.json);
      case "direct":
        return this.#direct(direction, decodeDirect(frame.body));
      case "denied":
        return FRAMES.denied;
      case "unknown":
        return FRAMES.unknown({ number: frame.number });
    }
  }

  #direct(direction: Direction, frame: DirectFrame): string {
    switch (frame.step) {
      case "join":
        return FRAMES.asksDirect;
      case "leave":
        return FRAMES.endsDirect;
      case "members":
        return FRAMES.directPeople({ count: frame.ids.length });
      case "signal":
        return FRAMES.arrangesDirect({ name: this.#nameOf(direction === "sent" ? this.#me : frame.peer) });
    }
  }

  #savedCount(count: number): string {
    const before = this.#saved;
    this.#saved = count;
    return before === undefined || count < before
      ? FRAMES.savedUpTo({ number: count })
      : FRAMES.saved({ count: count - before });
  }

  #nameOf(id: number): string {
    return id === this.#me ? FRAMES.thisPage : this.#authors.nameOf(id) ?? FRAMES.somebody;
  }

  #ink(entries: readonly Uint8Array[]): string {
    const news = entries.map(decodeStrokeNews).filter((each) => each !== undefined);
    const last = news.at(-1);
    if (last === undefined) throw new Error("Cannot read ink as no entry is valid");
    for (const { author, stroke } of news) this.#authors.draws(author, stroke);
    const name = this.#nameOf(last.author);
    if (last.phase === "drawing") return FRAMES.drawing({ name });
    return last.phase === "lifted" ? FRAMES.finished({ name }) : FRAMES.cancelled({ name });
  }

  #people(body: Uint8Array): string {
    const states = readStates(body);
    const first = states[0];
    if (first === undefined) return FRAMES.nobody;
    if (states.length > 1) return FRAMES.people({ count: states.filter(({ presence }) => presence).length });
    const { id, presence } = first;
    if (presence === undefined) return FRAMES.left({ name: this.#nameOf(id) });
    this.#authors.introduce({ id, name: presence.user.name });
    const name = this.#nameOf(id);
    if (presence.typing) return FRAMES.typing({ name });
    const { cursor } = presence;
    return cursor ? FRAMES.pointer({ name, x: Math.round(cursor.x), y: Math.round(cursor.y) }) : FRAMES.here({ name });
  }
}

function talk(json: string): string {
  const event = readTalkEvent(JSON.parse(json));
  if (event === undefined) throw new Error("Cannot read event of the talk as it is malformed");
  const name = event.name || FRAMES.somebody;
  return event.kind === "post" ? FRAMES.message({ name }) : FRAMES.chat({ name });
}

/** Format: y-protocols, `awareness.js`. */
function readStates(body: Uint8Array): { id: number; presence: Presence | undefined }[] {
  const decoder = decoding.createDecoder(body);
  const states: { id: number; presence: Presence | undefined }[] = [];
  for (let left = decoding.readVarUint(decoder); left > 0; left--) {
    const id = decoding.readVarUint(decoder);
    decoding.readVarUint(decoder);
    states.push({ id, presence: readPresence(JSON.parse(decoding.readVarString(decoder))) });
  }
  return states;
}
