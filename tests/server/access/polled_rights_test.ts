import assert from "node:assert/strict";
import { newSecret } from "../../../board/id.ts";
import { encodeDirect } from "../../../board/wire/direct_frame.ts";
import { encodeStrokeNews } from "../../../board/wire/live_stroke.ts";
import { encodeAwareness, encodeInkFrame, KIND } from "../../../board/wire/protocol.ts";
import { contents, stroke } from "../../support/board/strokes.ts";
import { awareness } from "../../support/peer/awareness.ts";
import { FRAMES, SHOWN } from "../../support/peer/frame_rights.ts";
import { Peer } from "../../support/peer/peer.ts";
import { PollingPeer } from "../../support/peer/polling_peer.ts";
import { seeded } from "../../support/random.ts";
import { CASES, nextAddress, prepare, refusal, world } from "../../support/server/rights_cases.ts";

for (const instances of [1, 2]) {
  const where = instances === 1 ? "one instance" : "two instances";

  Deno.test(`rights of polled frames: every role and kind in every state, on ${where}`, async () => {
    await using servers = await world(instances);
    const { home, asked } = servers;
    const wrong: string[] = [];
    await Promise.all(CASES.map(async ({ role, state }) => {
      const expect = (what: string, got: unknown, wanted: unknown) => {
        if (got !== wanted) wrong.push(`${role} ${state} ${what}: ${got} instead of ${wanted}`);
      };
      const one = await prepare(home, role, state);
      const slug = newSecret();
      await home.server.stores.links.create(one.board, { slug, role: "owner" });
      const peer = new PollingPeer(asked.origin, one.slug, { cookie: one.cookie, from: nextAddress() });
      const refused = refusal(role, state, "view");
      if (refused !== undefined) {
        expect("polls", (await peer.poll()).code, refused);
        return;
      }
      await using witness = await Peer.join(home.socketUrl(slug), { headers: { "x-forwarded-for": nextAddress() } });
      await peer.join();
      const got: string[] = [];
      const send = async (...frames: Uint8Array<ArrayBuffer>[]) => {
        const answer = await peer.poll({ frames });
        got.push(...answer.frames.map(({ kind }) => kind));
        // The frames of a poll are read once the next one is answered.
        got.push(...(await peer.poll()).frames.map(({ kind }) => kind));
      };
      await send(encodeAwareness(awareness({ id: 7, clock: 1, state: {} })));
      for (const kind of [KIND.auth, KIND.notice]) await send(new Uint8Array([kind, 0, 0]));
      for (const kind of [KIND.saved, KIND.talk]) await send(new Uint8Array([kind, 0]));
      await send(new Uint8Array([KIND.queryAwareness]));
      const ink = {
        author: 7,
        stroke: "7.1",
        nib: "pen",
        color: "red",
        width: 4,
        x: 0,
        y: 0,
        phase: "lifted",
      } as const;
      await send(encodeInkFrame([encodeStrokeNews(ink)]));
      await send(encodeDirect({ step: "join", id: 7 }));
      peer.doc.clientID = 4_242;
      await peer.update(peer.change((board) => board.add(stroke("7.2", seeded(1)))));
      for (const [i, [shown]] of SHOWN.entries()) {
        await send(encodeAwareness(awareness({ id: 7, clock: 2 + i, state: { ...shown, part: `part ${i}.` } })));
      }
      await send(encodeAwareness(awareness({ id: 7, clock: 9, state: { end: 1 } })));
      const bodies = () =>
        witness.frames.map((frame) => frame.kind === "awareness" ? new TextDecoder().decode(frame.body) : "");
      await witness.untilTrue(() => bodies().some((body) => body.includes("end")));
      await witness.untilRead();
      const heard = (kind: string) => witness.frames.some((frame) => frame.kind === kind);
      const seen: Readonly<Record<keyof typeof KIND, boolean>> = {
        sync: contents(witness.board).has("7.2"),
        awareness: true,
        auth: heard("denied"),
        queryAwareness: got.includes("awareness"),
        ink: heard("ink"),
        saved: heard("saved"),
        notice: witness.frames.some((frame) => frame.kind === "notice" && frame.code === ""),
        talk: heard("talk"),
        direct: got.includes("direct"),
      };
      for (const [kind, right] of Object.entries(FRAMES)) {
        const isAllowed = right !== "never" && refusal(role, state, right) === undefined;
        expect(kind, seen[kind as keyof typeof KIND], isAllowed);
      }
      for (const [i, [shown, right]] of SHOWN.entries()) {
        const isShown = bodies().some((body) => body.includes(`part ${i}.`));
        expect(JSON.stringify(shown), isShown, refusal(role, state, right) === undefined);
      }
    }));
    assert.deepEqual(wrong, []);
  });
}
