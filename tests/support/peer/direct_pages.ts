import assert from "node:assert/strict";
import { decodeDirect, type DirectFrame, encodeDirect } from "../../../board/wire/direct_frame.ts";
import { decodeStrokeNews, encodeStrokeNews, type StrokeNews } from "../../../board/wire/live_stroke.ts";
import { decodeFrame, encodeAwareness, encodeInkFrame } from "../../../board/wire/protocol.ts";
import { DirectConnections } from "../../../client/sync/direct/direct_connections.ts";
import { FakeClock, settled } from "../fake_clock.ts";
import { awareness } from "./awareness.ts";
import { FakeRtcNetwork } from "./fake_rtc.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** The server: relays signals between the pages that joined. */
export class FakeServer {
  isSilent = false;
  /** Number of frames received. */
  asked = 0;
  readonly heard: DirectFrame[] = [];
  readonly #pages = new Map<number, Page>();
  #joined: number[] = [];

  add(page: Page): void {
    this.#pages.set(page.id, page);
  }

  hear(from: number, bytes: Bytes): void {
    const frame = decodeFrame(bytes);
    if (frame.kind !== "direct") return;
    this.asked++;
    if (this.isSilent) return;
    const direct = decodeDirect(frame.body);
    this.heard.push(direct);
    if (direct.step === "join") this.tell([...this.#joined.filter((id) => id !== from), from]);
    if (direct.step === "leave") this.tell(this.#joined.filter((id) => id !== from));
    if (direct.step !== "signal") return;
    this.#pages.get(direct.peer)?.receive(encodeDirect({ step: "signal", peer: from, text: direct.text }));
  }

  tell(ids: number[], to = ids): void {
    const iceServers = '[{"urls":"stun:a"}]';
    this.#joined = ids;
    for (const id of to) this.#pages.get(id)?.receive(encodeDirect({ step: "members", ids, iceServers }));
  }
}

/** A page with direct connections. */
export class Page {
  readonly id: number;
  readonly ink: string[] = [];
  readonly connections: DirectConnections;
  readiness: "ready" | "resting" | "view only" = "ready";
  iceServers: unknown;

  constructor(id: number, { server, clock, network }: World) {
    this.id = id;
    server.add(this);
    this.connections = new DirectConnections({
      clock,
      random: () => 0.5,
      id,
      makeConnection: (iceServers) => {
        this.iceServers = iceServers;
        return network.connect();
      },
      send: (frame) => queueMicrotask(() => server.hear(id, frame)),
      readiness: () => this.readiness,
      ink: ({ author, stroke, x }) => void this.ink.push(`${author} ${stroke} ${x}`),
      cursorsChanged: () => {},
      changed: () => {},
    });
  }

  receive(frame: Bytes): void {
    this.connections.watch("received", frame);
  }

  draw(x: number, author = this.id): void {
    this.connections.watch("sent", encodeInkFrame([encodeStrokeNews(news(x, author))]));
  }

  point(clock: number, cursor: { x: number; y: number } | null): void {
    const state = { user: { name: "Ada", color: "blue" }, cursor };
    this.connections.watch("sent", encodeAwareness(awareness({ id: this.id, clock, state })));
  }

  get people(): [number, string][] {
    return this.connections.people.map(({ id, state }) => [id, state]);
  }
}

/** What the pages share. */
export interface World {
  readonly clock: FakeClock;
  readonly network: FakeRtcNetwork;
  readonly server: FakeServer;
}

/** Nobody is there yet. */
export function world(): World {
  return { clock: new FakeClock(), network: new FakeRtcNetwork(), server: new FakeServer() };
}

/** An entry of live ink. */
export function news(x: number, author: number): StrokeNews {
  const base = { author, stroke: `s.${author}`, nib: "pen", color: "black", width: 2, x, y: 0 } as const;
  const samples = { pressure: false, points: new Float32Array(3) };
  // As it is after its way over the wire.
  return decodeStrokeNews(encodeStrokeNews({ ...base, phase: "drawing", samples }))!;
}

/** Time passes, and everything arrives. */
export async function pass({ clock, network }: World, ms: number): Promise<void> {
  for (let passed = 0; passed < ms; passed += 500) {
    clock.pass(500);
    for (let i = 0; i < 4; i++) {
      await settled();
      network.deliver();
    }
  }
}

/** Pages with these awareness ids, once they are connected. */
export async function connected(ids: readonly number[]): Promise<World & { pages: Page[] }> {
  const made = world();
  const pages = ids.map((id) => new Page(id, made));
  await pass(made, 2_000);
  return { ...made, pages };
}

/** Closes all pages and asserts that nothing is left. */
export function end({ clock, network }: World, pages: readonly Page[]): void {
  for (const page of pages) for (let i = 0; i < 2; i++) page.connections.close();
  assert.equal(network.open, 0, "no connection is left");
  assert.equal(clock.pending, 0, "no timer is left");
}
