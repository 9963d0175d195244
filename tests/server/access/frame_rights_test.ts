import assert from "node:assert/strict";
import { newSecret } from "../../../board/id.ts";
import type { Role } from "../../../board/role.ts";
import { CLOSE, encodeAwareness, encodeInkFrame, KIND } from "../../../board/wire/protocol.ts";
import { encodeDirect } from "../../../board/wire/direct_frame.ts";
import { encodeStrokeNews } from "../../../board/wire/live_stroke.ts";
import { contents, stroke } from "../../support/board/strokes.ts";
import { awareness } from "../../support/peer/awareness.ts";
import { FRAMES, SHOWN } from "../../support/peer/frame_rights.ts";
import { Peer } from "../../support/peer/peer.ts";
import { seeded } from "../../support/random.ts";
import { CASES, nextAddress, prepare, refusal, type State, world } from "../../support/server/rights_cases.ts";

for (const instances of [1, 2]) {
  const where = instances === 1 ? "one instance" : "two instances";

  Deno.test(`rights of frames: every role and kind in every state, on ${where}`, async () => {
    assert.deepEqual(Object.keys(FRAMES).sort(), Object.keys(KIND).sort(), "each kind has a row");
    await using servers = await world(instances);
    const wrong: string[] = [];
    await Promise.all(CASES.map(async ({ role, state }) => {
      for (const line of await frameCase(servers, role, state)) wrong.push(`${role} ${state} ${line}`);
    }));
    assert.deepEqual(wrong, []);
  });
}

const CLOSINGS: Readonly<Record<string, number>> = {
  noSuchLink: CLOSE.noSuchLink,
  removed: CLOSE.removed,
  waiting: CLOSE.waiting,
};

/** Sends one frame of each kind. @returns what was wrong */
async function frameCase(
  { home, asked }: Awaited<ReturnType<typeof world>>,
  role: Role,
  state: State,
): Promise<string[]> {
  const one = await prepare(home, role, state);
  const witnessSlug = newSecret();
  await home.server.stores.links.create(one.board, { slug: witnessSlug, role: "owner" });
  const headers = { cookie: one.cookie, "x-forwarded-for": nextAddress() };
  const closed = CLOSINGS[refusal(role, state, "view") ?? ""];
  if (closed !== undefined) {
    await using peer = await Peer.connect(asked.socketUrl(one.slug), { headers });
    const { code } = await peer.closed;
    return code === closed ? [] : [`closed with ${code} instead of ${closed}`];
  }
  await using witness = await Peer.join(home.socketUrl(witnessSlug), { headers: { "x-forwarded-for": nextAddress() } });
  await using peer = await Peer.connect(asked.socketUrl(one.slug), { headers });
  peer.send(encodeAwareness(awareness({ id: 7, clock: 1, state: {} })));
  for (const kind of [KIND.auth, KIND.notice]) peer.send(new Uint8Array([kind, 0, 0]));
  for (const kind of [KIND.saved, KIND.talk]) peer.send(new Uint8Array([kind, 0]));
  peer.send(new Uint8Array([KIND.queryAwareness]));
  const ink = { author: 7, stroke: "7.1", nib: "pen", color: "red", width: 4, x: 0, y: 0, phase: "lifted" } as const;
  peer.send(encodeInkFrame([encodeStrokeNews(ink)]));
  peer.send(encodeDirect({ step: "join", id: 7 }));
  peer.doc.clientID = 4_242;
  peer.change((board) => board.add(stroke("7.2", seeded(1))));
  await peer.untilRead();
  // What the peer sent before was relayed before this.
  const told = SHOWN.map(([state], i) => ({ id: 7, clock: 2 + i, state: { ...state, part: `part ${i}.` } }));
  for (const entry of told) {
    peer.send(encodeAwareness(awareness(entry)));
    // Without this, the server would pass on the newest one only.
    await peer.untilRead();
  }
  peer.send(encodeAwareness(awareness({ id: 7, clock: 9, state: { end: 1 } })));
  await witness.until((frame) => frame.kind === "awareness" && new TextDecoder().decode(frame.body).includes("end"));
  await witness.untilRead();
  const seen: Readonly<Record<keyof typeof KIND, boolean>> = {
    sync: contents(witness.board).has("7.2"),
    awareness: true,
    auth: witness.frames.some(({ kind }) => kind === "denied"),
    queryAwareness: peer.frames.some(({ kind }) => kind === "awareness"),
    ink: witness.frames.some(({ kind }) => kind === "ink"),
    saved: witness.frames.some(({ kind }) => kind === "saved"),
    notice: witness.frames.some((frame) => frame.kind === "notice" && frame.code === ""),
    talk: witness.frames.some(({ kind }) => kind === "talk"),
    direct: peer.frames.some(({ kind }) => kind === "direct"),
  };
  const bodies = witness.frames.map((frame) => frame.kind === "awareness" ? new TextDecoder().decode(frame.body) : "");
  const unfit = SHOWN.flatMap(([shown, right], i) => {
    const wanted = refusal(role, state, right) === undefined;
    const got = bodies.some((body) => body.includes(`part ${i}.`));
    return got === wanted ? [] : [`${JSON.stringify(shown)}: ${got ? "was shown" : "was dropped"}`];
  });
  const wrong = Object.entries(FRAMES).flatMap(([kind, right]) => {
    const wanted = right !== "never" && refusal(role, state, right) === undefined;
    const got = seen[kind as keyof typeof KIND];
    return got === wanted ? [] : [`${kind}: ${got ? "took effect" : "was dropped"}`];
  });
  return [...wrong, ...unfit];
}
