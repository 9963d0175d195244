import assert from "node:assert/strict";
import { decodePoll, encodePollAnswer } from "../../../../board/wire/polling.ts";
import { encodeAwareness, encodeInkFrame, encodeNotice, encodeSync, SYNC } from "../../../../board/wire/protocol.ts";
import { PollingSocket, type PollingSocketOptions } from "../../../../client/sync/polling/polling_socket.ts";
import { FakeClock, settled } from "../../../support/fake_clock.ts";

interface Asked {
  readonly path: string;
  readonly waitMs: number;
  readonly at: number;
  answer(response: Response): Promise<void>;
  cut(): Promise<void>;
}

/** A socket whose requests and clock the test controls. */
function rig(options: Partial<PollingSocketOptions> = {}) {
  const clock = new FakeClock();
  const asked: Asked[] = [];
  const request: typeof fetch = (input, { body } = {}) =>
    new Promise((resolve, reject) => {
      if (!(body instanceof Uint8Array) || body.length === 16) return resolve(new Response(null, { status: 204 }));
      const path = String(input).split("/").at(-1)!;
      asked.push({
        path,
        waitMs: path === "poll" ? decodePoll(body).waitMs : 0,
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
  source: "00".repeat(8),
  first: 1,
  after: 0,
  frames: [encodeNotice("role", "editor")],
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
  // What it tells is echoed with the next answer.
  socket.send(encodeAwareness(new Uint8Array([0])));
  const told = await next();
  await told.answer(nothing());
  const echo = await next();
  assert.ok(echo.at - told.at < 2_500, `${echo.at - told.at}`);
  await echo.answer(nothing());
  const rest = await next();
  assert.ok(rest.at - echo.at >= 60_000, `${rest.at - echo.at}`);
  await rest.answer(nothing());
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

Deno.test("live ink, cursors and changes together make at most 7 requests a second, and nothing waits longer than 450 ms", async () => {
  const { clock, socket, asked, open } = rig();
  await open();
  const start = clock.now();
  for (let ms = 0; ms < 5_000; ms += 10) {
    socket.send(encodeInkFrame([new Uint8Array([1])]));
    if (ms % 50 === 0) socket.send(encodeAwareness(new Uint8Array([0])));
    if (ms % 20 === 0) socket.send(encodeSync(SYNC.update, new Uint8Array([0, 0])));
    await clock.passSlowly(10);
    // A newer poll ends an older one, and updates are durable at once.
    const polls = asked.filter(({ path }) => path === "poll");
    for (const each of asked) {
      if (each.path === "updates") await each.answer(new Response(null, { status: 200 }));
      else if (each !== polls.at(-1)) await each.answer(nothing());
    }
  }
  const times = asked.map(({ at }) => at).filter((at) => at >= start);
  for (const at of times) {
    const inSecond = times.filter((other) => other >= at && other < at + 1_000).length;
    assert.ok(inSecond <= 7, `${inSecond} requests in the second from ${at}`);
  }
  for (const path of ["poll", "updates"]) {
    const its = asked.filter((each) => each.path === path && each.at >= start).map(({ at }) => at);
    const gaps = its.slice(1).map((at, i) => at - its[i]);
    assert.ok(gaps.length > 10 && Math.max(...gaps) <= 450, `${path}: ${gaps}`);
  }
  socket.close();
});

Deno.test("a proxy that cuts waiting polls halves the wait, to 5 s; below it the page asks every 2 s, in hidden tabs once a minute", async () => {
  for (const cut of ["reset", 502, 504, 524] as const) {
    let isHidden = false;
    const { clock, socket, asked, open, closed, next } = rig({ isHidden: () => isHidden });
    let poll = await open();
    const waits: number[] = [];
    for (; poll.waitMs > 0; poll = await next()) {
      waits.push(poll.waitMs);
      await clock.passSlowly(4_000, { step: 1_000 });
      await (cut === "reset" ? poll.cut() : poll.answer(new Response("the proxy is tired", { status: cut })));
      // The poll is repeated at once, without waiting.
      const repeated = await next();
      assert.equal(repeated.waitMs, 0);
      await repeated.answer(nothing());
    }
    assert.deepEqual(waits, [25_000, 12_500, 6_250, 5_000], `${cut}`);
    assert.ok(socket.isSimple);
    const before = poll.at;
    await poll.answer(nothing());
    poll = await next();
    assert.ok(poll.at - before >= 2_000 && poll.at - before < 2_200, `${poll.at - before}`);
    isHidden = true;
    await poll.answer(nothing());
    const rare = await next();
    assert.ok(rare.at - poll.at >= 60_000);
    assert.deepEqual(closed, []);
    assert.equal(asked.every(({ path }) => path === "poll"), true);
    socket.close();
  }
});

Deno.test("after 429 or 503 neither polls nor updates come before the time that the server named", async () => {
  for (const status of [429, 503]) {
    const { clock, socket, asked, open, closed, next } = rig();
    const poll = await open();
    socket.send(encodeSync(SYNC.update, new Uint8Array([0, 0])));
    const first = await next();
    assert.equal(first.path, "updates");
    const headers = { "retry-after": "7" };
    await first.answer(Response.json({ code: "unavailable", error: "…" }, { status, headers }));
    const again = await next();
    assert.equal(again.path, "updates");
    assert.ok(again.at - first.at >= 7_000 && again.at - first.at < 7_500, `${again.at - first.at}`);
    await again.answer(new Response());
    assert.deepEqual(closed, [], "the session goes on");
    await poll.answer(Response.json({ code: "busy", error: "…" }, { status, headers: { "retry-after": "900" } }));
    assert.deepEqual(closed, [1013]);
    assert.equal(socket.refusal, "busy");
    assert.equal(socket.retryAfterMs, 300_000, "at most five minutes");
    const count = asked.length;
    await clock.passSlowly(60_000, { step: 1_000 });
    assert.equal(asked.length, count, "a closed socket asks nothing");
  }
});
