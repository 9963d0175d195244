import assert from "node:assert/strict";
import { decodePoll, encodePollAnswer } from "../../../../board/wire/polling.ts";
import { encodeNotice } from "../../../../board/wire/protocol.ts";
import { PollingSocket, type PollingSocketOptions } from "../../../../client/sync/polling/polling_socket.ts";
import { FakeClock, settled } from "../../../support/fake_clock.ts";

interface Asked {
  readonly waitMs: number;
  readonly at: number;
  answer(response: Response): Promise<void>;
  cut(): Promise<void>;
}

/** A socket whose requests and clock the test controls. */
function rig(options: Partial<PollingSocketOptions> = {}) {
  const clock = new FakeClock();
  const asked: Asked[] = [];
  const request: typeof fetch = (_, { body } = {}) =>
    new Promise((resolve, reject) => {
      if (!(body instanceof Uint8Array) || body.length === 16) return resolve(new Response(null, { status: 204 }));
      asked.push({
        waitMs: decodePoll(body).waitMs,
        at: clock.now(),
        answer: (response) => (resolve(response), settled()),
        cut: () => (reject(new TypeError("the connection was reset")), settled()),
      });
    });
  const socket = new PollingSocket({ address: "/api/boards/slug", clock, request, ...options });
  const closed: number[] = [];
  socket.onclose = ({ code }) => closed.push(code);
  const next = async (): Promise<Asked> => {
    const before = asked.length;
    for (let i = 0; i < 10_000 && asked.length === before; i++) await clock.passSlowly(10, { step: 10 });
    return asked.at(-1)!;
  };
  const open = async () => {
    await (await next()).answer(new Response(FIRST));
    return await next();
  };
  return { clock, socket, asked, closed, next, open };
}

const FIRST = encodePollAnswer({
  ...{ source: "00".repeat(8), first: 1, after: 0, frames: [encodeNotice("role", "editor")] },
});

const nothing = () => new Response(null, { status: 204 });

Deno.test("a poll that fails at once, or whose repetition fails, means that the network is gone", async () => {
  const at = rig();
  await (await at.open()).cut();
  assert.deepEqual(at.closed, [1006]);
  const later = rig();
  const poll = await later.open();
  later.clock.pass(2_000);
  await poll.cut();
  await (await later.next()).cut();
  assert.deepEqual(later.closed, [1006]);
});

Deno.test("a hidden page asks once a minute, and at once when it is visible", async () => {
  let isHidden = false;
  const { socket, next, open, asked } = rig({ isHidden: () => isHidden });
  const poll = await open();
  isHidden = true;
  await poll.answer(nothing());
  const rare = await next();
  assert.ok(rare.at - poll.at >= 60_000, `${rare.at - poll.at}`);
  await rare.answer(nothing());
  isHidden = false;
  const count = asked.length;
  socket.wake();
  assert.equal((await next()).waitMs, 25_000);
  assert.equal(asked.length, count + 1);
  socket.close();
});

Deno.test("closing codes come from the answer: final ones, and others after which the page connects again", async () => {
  for (
    const [status, body, code] of [
      [404, { code: "noSuchLink", close: 4410 }, 4410],
      [404, { code: "noSuchLink" }, 4404],
      [429, { code: "tooManyFrames", close: 4429 }, 4429],
      [503, { code: "restarting", close: 1012 }, 1012],
      [503, { code: "tooManyConnections" }, 1013],
      [409, { code: "outOfStep" }, 1013],
      [500, "nonsense", 1013],
    ] as const
  ) {
    const { closed, open } = rig();
    await (await open()).answer(Response.json(body, { status }));
    await settled();
    assert.deepEqual(closed, [code], `${status}`);
  }
});
