import * as Y from "yjs";
import { Board } from "../../../board/document.ts";
import { decodePollAnswer, encodePoll, encodeUpdates, type Poll, type Received } from "../../../board/wire/polling.ts";
import { decodeFrame, encodeSync, type Frame, SYNC } from "../../../board/wire/protocol.ts";

export interface PollResult {
  readonly status: number;
  readonly frames: readonly Frame[];
  /** Of a refusal. */
  readonly error: string | undefined;
  readonly code: string | undefined;
  /** The closing code that a socket would have got. */
  readonly close: number | undefined;
  readonly headers: Headers;
}

export interface PollingPeerOptions {
  /** Default: a new one. */
  readonly session?: Uint8Array;
  /** The address that a trusted proxy names. */
  readonly from?: string;
  readonly cookie?: string;
}

/** A peer that polls, by hand: each request is made by the test. */
export class PollingPeer {
  readonly board = new Board();
  readonly session: Uint8Array;
  /** The number in the last answer. */
  after: number | undefined;
  received = new Map<string, number>();
  readonly #slug: string;
  readonly #headers: Record<string, string>;
  #base: string;

  constructor(origin: string, slug: string, { session, from, cookie }: PollingPeerOptions = {}) {
    this.#headers = { ...(from !== undefined && { "x-forwarded-for": from }), ...(cookie && { cookie }) };
    this.#slug = slug;
    this.#base = `${origin}/api/boards/${slug}`;
    this.session = session ?? crypto.getRandomValues(new Uint8Array(16));
  }

  get doc(): Y.Doc {
    return this.board.doc;
  }

  /** Sends all later requests to another instance. */
  goTo(origin: string): void {
    this.#base = `${origin}/api/boards/${this.#slug}`;
  }

  /** The first poll, the request for the whole board, and its answer. */
  async join(): Promise<this> {
    await this.poll();
    await this.poll({ frames: [encodeSync(SYNC.step1, Y.encodeStateVector(this.doc))] });
    return this;
  }

  async poll(fields: Partial<Poll> = {}): Promise<PollResult> {
    const received: Received[] = [...this.received].map(([source, frames]) => ({ source, frames }));
    const body = encodePoll({
      session: this.session,
      waitMs: 0,
      after: this.after,
      received: received.slice(-4),
      frames: [],
      ...fields,
    });
    const response = await this.post("poll", body);
    if (response.status !== 200) return await refusalOf(response);
    const answer = decodePollAnswer(new Uint8Array(await response.arrayBuffer()));
    const known = this.received.get(answer.source) ?? 0;
    const fresh = answer.frames.slice(Math.max(0, known + 1 - answer.first));
    this.received.set(answer.source, Math.max(known, answer.first + answer.frames.length - 1));
    this.after = answer.after ?? this.after;
    const frames = fresh.map(decodeFrame);
    for (const frame of frames) {
      if (frame.kind === "update" || frame.kind === "step2") Y.applyUpdate(this.doc, frame.update, "remote");
    }
    return { status: 200, frames, error: undefined, code: undefined, close: undefined, headers: response.headers };
  }

  /** Sends updates. */
  async update(...updates: readonly Uint8Array[]): Promise<PollResult> {
    const frames = updates.map((update) => encodeSync(SYNC.update, update));
    return await refusalOf(await this.post("updates", encodeUpdates({ session: this.session, frames })));
  }

  /** Changes the document and returns the update, which is not sent. */
  change(change: (board: Board) => void): Uint8Array {
    let made: Uint8Array = new Uint8Array();
    const note = (update: Uint8Array) => void (made = update);
    this.doc.once("update", note);
    this.board.transact(() => change(this.board), "local");
    return made;
  }

  async post(path: "poll" | "updates", body: BodyInit): Promise<Response> {
    return await fetch(`${this.#base}/${path}`, { method: "POST", body, headers: this.#headers });
  }

  async leave(): Promise<number> {
    const response = await fetch(`${this.#base}/poll`, { method: "DELETE", body: this.session.slice() });
    return response.status;
  }
}

interface Refused {
  readonly error: string;
  readonly code: string;
  readonly close?: number;
}

async function refusalOf(response: Response): Promise<PollResult> {
  const text = await response.text();
  const { error, code, close } = text === "" ? {} as Partial<Refused> : JSON.parse(text) as Refused;
  return { status: response.status, frames: [], error, code, close, headers: response.headers };
}
