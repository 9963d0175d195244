import type { Clock } from "../../../board/clock.ts";
import { decodeDirect, type DirectFrame, encodeDirect } from "../../../board/wire/direct_frame.ts";
import { type DirectMessage, encodeDirectCursor, encodeDirectInk } from "../../../board/wire/direct_message.ts";
import { decodeStrokeNews } from "../../../board/wire/live_stroke.ts";
import { type Presence, readPresence } from "../../../board/wire/presence.ts";
import { decodeFrame, type Frame, KIND, SYNC } from "../../../board/wire/protocol.ts";
import type { StrokeNews } from "../../../board/wire/live_stroke.ts";
import { DirectPeer } from "./direct_peer.ts";
import { InkOrder } from "./ink_order.ts";
import { presenceEntries } from "./presence_entries.ts";

/** Interval of looking whether this page may connect directly, ms. */
const LOOK_MS = 1_000;
/** A page that got no answer asks again after this, ms: its earlier connection may still hold its presence. */
const ASK_AGAIN_MS = 2_000;
/** After this long without an answer the page says so, and asks at this interval, ms. */
const ANSWER_MS = 10_000;
/** Strokes of this page that are counted at a time. */
const STROKES_MAX = 100;

type Bytes = Uint8Array<ArrayBuffer>;

/** How direct connections of this page are. */
export type DirectState =
  /** They cannot be arranged now: the page is offline or hidden. */
  | "resting"
  /** The link does not allow drawing. */
  | "view only"
  | "asking"
  | "no answer"
  /** As many people as possible connect directly already. */
  | "full"
  | "on";

export interface DirectPerson {
  readonly id: number;
  readonly state: "connecting" | "open" | "failed";
  readonly roundTripMs: number | undefined;
}

export interface DirectConnectionsOptions {
  readonly clock: Clock;
  /** Returns 0 ≤ r < 1. */
  readonly random: () => number;
  /** The awareness id of this page. */
  readonly id: number;
  readonly makeConnection: (iceServers: readonly RTCIceServer[]) => RTCPeerConnection;
  /** Sends a frame to the server. */
  readonly send: (frame: Bytes) => void;
  /** Whether the connection to the server allows direct ones: only the server tells of revoked links. */
  readonly readiness: () => "ready" | "resting" | "view only";
  /** Shows live ink of a peer. */
  readonly ink: (news: StrokeNews) => void;
  /** A peer has another cursor than the server told. */
  readonly cursorsChanged: () => void;
  /** `state` or `people` changed. */
  readonly changed: () => void;
}

/**
 * The direct connections of a page (PROTOCOL.md 16). They carry what this page sends to the server as live ink and
 * cursor a second time. What peers send counts only for the peer whose connection it is.
 */
export class DirectConnections {
  readonly #options: DirectConnectionsOptions;
  readonly #peers = new Map<number, DirectPeer>();
  readonly #order: InkOrder;
  #state: DirectState = "asking";
  #askedAt: number | undefined;
  #firstAskedAt = 0;
  #hasAnswer = false;
  #cancelLook: (() => void) | undefined;
  /** How many entries of each own stroke were sent. */
  readonly #sent = new Map<string, number>();
  /** Clocks of the presence that the server brought last, by awareness id. */
  readonly #clocks = new Map<number, number>();
  /** Cursors of peers that are newer than those from the server. */
  readonly #cursors = new Map<number, { readonly clock: number; readonly cursor: Presence["cursor"] }>();

  constructor(options: DirectConnectionsOptions) {
    this.#options = options;
    this.#order = new InkOrder(options.ink, options.clock);
    this.#look();
  }

  get state(): DirectState {
    return this.#state;
  }

  get people(): readonly DirectPerson[] {
    return [...this.#peers].map(([id, { state, roundTripMs }]) => ({ id, state, roundTripMs }));
  }

  /** The cursor that a peer sent directly, if the server has not brought it yet. */
  cursorOf(id: number): { readonly cursor: Presence["cursor"] } | undefined {
    return this.#cursors.get(id);
  }

  /** Live ink from the server. */
  hearInk(news: StrokeNews): void {
    if (this.#peers.get(news.author)?.state === "open" || this.#order.knows(news)) this.#order.hearServer(news);
    else this.#options.ink(news);
  }

  /** A frame between this page and the server, before it is sent or handled. Never throws. */
  watch(direction: "sent" | "received", bytes: Uint8Array): void {
    const isSent = direction === "sent";
    // Every connection to the server begins with it.
    if (isSent && bytes[0] === KIND.sync && bytes[1] === SYNC.step1) return this.#drop();
    if (bytes[0] !== KIND.ink && bytes[0] !== KIND.awareness && bytes[0] !== KIND.direct) return;
    try {
      const frame = decodeFrame(bytes);
      if (isSent) this.#sentFrame(frame);
      else if (frame.kind === "awareness") this.#hearPresence(frame.body);
      else if (frame.kind === "direct") this.#hear(decodeDirect(frame.body));
    } catch {
      // A newer server may send what this version does not know.
    }
  }

  /** Ends all connections. Safe to call twice. */
  close(): void {
    this.#cancelLook?.();
    if (this.#askedAt !== undefined) this.#options.send(encodeDirect({ step: "leave" }));
    this.#drop();
  }

  #look(): void {
    const { clock, readiness } = this.#options;
    this.#cancelLook = clock.after(LOOK_MS, () => this.#look());
    const readyState = readiness();
    if (readyState !== "ready") {
      if (this.#askedAt !== undefined) {
        this.#options.send(encodeDirect({ step: "leave" }));
        this.#drop();
      }
      return this.#become(readyState);
    }
    if (this.#hasAnswer) return;
    const now = clock.now();
    if (this.#askedAt === undefined) {
      this.#firstAskedAt = now;
      this.#become("asking");
    } else {
      const isOverdue = now - this.#firstAskedAt >= ANSWER_MS;
      if (isOverdue) this.#become("no answer");
      if (now - this.#askedAt < (isOverdue ? ANSWER_MS : ASK_AGAIN_MS)) return;
    }
    this.#askedAt = now;
    this.#options.send(encodeDirect({ step: "join", id: this.#options.id }));
  }

  #drop(): void {
    this.#askedAt = undefined;
    this.#hasAnswer = false;
    for (const id of [...this.#peers.keys()]) this.#part(id);
    this.#clocks.clear();
    this.#options.changed();
  }

  #hear(frame: DirectFrame): void {
    if (frame.step === "signal") this.#peers.get(frame.peer)?.hear(frame.text);
    if (frame.step !== "members" || this.#askedAt === undefined) return;
    const { id: mine } = this.#options;
    this.#hasAnswer = true;
    const isMember = frame.ids.includes(mine);
    const others = new Set(isMember ? frame.ids.filter((id) => id !== mine) : []);
    for (const id of [...this.#peers.keys()]) if (!others.has(id)) this.#part(id);
    const iceServers = readIceServers(frame.iceServers);
    for (const id of others) if (!this.#peers.has(id)) this.#meet(id, iceServers);
    this.#become(isMember ? "on" : "full");
  }

  #meet(id: number, iceServers: readonly RTCIceServer[]): void {
    const { clock, random, id: mine, makeConnection, send, changed } = this.#options;
    const peer = new DirectPeer({
      clock,
      random,
      isOffering: mine < id,
      makeConnection: () => makeConnection(iceServers),
      signal: (text) => send(encodeDirect({ step: "signal", peer: id, text })),
      received: (message) => this.#receive(id, message),
      changed: () => {
        if (this.#peers.get(id)?.state === "failed") this.#forget(id);
        changed();
      },
    });
    this.#peers.set(id, peer);
  }

  #part(id: number): void {
    this.#peers.get(id)?.close();
    this.#peers.delete(id);
    this.#forget(id);
  }

  #forget(id: number): void {
    if (this.#cursors.delete(id)) this.#options.cursorsChanged();
  }

  #receive(id: number, message: DirectMessage): void {
    if (message.kind === "ink") {
      if (message.news.author === id) this.#order.hearPeer(message.number, message.news);
    } else if (message.kind === "cursor") {
      const newest = Math.max(this.#clocks.get(id) ?? 0, this.#cursors.get(id)?.clock ?? 0);
      if (message.clock <= newest) return;
      this.#cursors.set(id, message);
      this.#options.cursorsChanged();
    }
  }

  /** The provider shows what the server brought right after this. */
  #hearPresence(body: Uint8Array): void {
    for (const { id, clock } of presenceEntries(body)) {
      if (!this.#peers.has(id)) continue;
      this.#clocks.set(id, clock);
      if ((this.#cursors.get(id)?.clock ?? Infinity) <= clock) this.#cursors.delete(id);
    }
  }

  #sentFrame(frame: Frame): void {
    if (frame.kind === "ink") { for (const entry of frame.entries) this.#sendInk(entry); }
    if (frame.kind !== "awareness") return;
    const mine = presenceEntries(frame.body).find(({ id }) => id === this.#options.id);
    const presence = mine && readPresence(JSON.parse(mine.json));
    if (presence) this.#sendAll(encodeDirectCursor(mine.clock, presence.cursor));
  }

  #sendInk(entry: Uint8Array): void {
    const news = decodeStrokeNews(entry);
    if (news === undefined) return;
    const number = this.#sent.get(news.stroke) ?? 0;
    this.#sent.delete(news.stroke);
    this.#sent.set(news.stroke, number + 1);
    if (this.#sent.size > STROKES_MAX) this.#sent.delete(this.#sent.keys().next().value!);
    this.#sendAll(encodeDirectInk(number, entry));
  }

  #sendAll(message: Bytes): void {
    for (const peer of this.#peers.values()) peer.send(message);
  }

  #become(state: DirectState): void {
    this.#state = state;
    this.#options.changed();
  }
}

function readIceServers(json: string): readonly RTCIceServer[] {
  try {
    const servers = JSON.parse(json);
    return Array.isArray(servers) ? servers : [];
  } catch {
    return [];
  }
}
