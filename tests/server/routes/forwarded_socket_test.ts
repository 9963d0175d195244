import assert from "node:assert/strict";
import { FRAME_BYTES_MAX } from "../../../board/limits.ts";
import type { OpenSocket } from "../../../server/http/instance_client.ts";
import { ForwardedSocket } from "../../../server/routes/forwarded_socket.ts";
import { FakeClock, settled } from "../../support/fake_clock.ts";

/** A client's socket that sends only when a test lets it. */
class ClientSocket extends EventTarget {
  bufferedAmount = 0;
  binaryType = "";
  readonly sent: Uint8Array[] = [];
  closed: { code: number; reason: string } | undefined;

  send(frame: Uint8Array): void {
    this.sent.push(frame);
    this.bufferedAmount += frame.length;
  }

  close(code: number, reason: string): void {
    this.closed ??= { code, reason };
  }

  receive(data: ArrayBuffer | string): void {
    this.dispatchEvent(new MessageEvent("message", { data }));
  }
}

function forward({ write = () => Promise.resolve() }: { write?: () => Promise<void> } = {}) {
  const [clock, socket] = [new FakeClock(), new ClientSocket()];
  const closing = Promise.withResolvers<unknown>();
  let frames!: ReadableStreamDefaultController<Uint8Array>;
  let [isClosed, ends] = [false, 0];
  const other = {
    readable: new ReadableStream<Uint8Array>({ start: (controller) => void (frames = controller) }),
    writable: new WritableStream({ write }),
    stream: { closed: closing.promise, close: () => void (isClosed = true) },
  } as unknown as OpenSocket;
  const forwarded = new ForwardedSocket(socket as unknown as WebSocket, other, { clock, onEnd: () => void ends++ });
  return { clock, socket, frames, closing, forwarded, isClosed: () => isClosed, ends: () => ends };
}

Deno.test("nothing more is read for a client that does not read", async () => {
  const { clock, socket, frames, forwarded } = forward();
  socket.dispatchEvent(new Event("open"));
  for (let i = 0; i < 3; i++) frames.enqueue(new Uint8Array(1_100_000));
  await clock.passSlowly(1_000, { step: 20 });
  assert.equal(socket.sent.length, 1);
  socket.bufferedAmount = 0;
  await clock.passSlowly(40, { step: 20 });
  assert.equal(socket.sent.length, 2);
  socket.dispatchEvent(new Event("close"));
  await clock.passSlowly(40, { step: 20 });
  assert.equal(socket.sent.length, 2);
  forwarded.close(1012, "after the end");
  assert.equal(socket.closed, undefined);
  assert.equal(clock.pending, 0);
});

Deno.test("a client that sends more than the other instance takes is closed with 1013", async () => {
  const { socket } = forward({ write: () => new Promise(() => {}) });
  socket.dispatchEvent(new Event("open"));
  for (let i = 0; i < 4; i++) socket.receive(new ArrayBuffer(FRAME_BYTES_MAX));
  assert.deepEqual([socket.closed], [undefined]);
  socket.receive(new ArrayBuffer(1));
  assert.equal(socket.closed?.code, 1013);
  socket.dispatchEvent(new Event("close"));
  await settled();
});

Deno.test("the close code of the other instance is passed on, and a lost connection becomes 1013", async () => {
  const cases: readonly [unknown, number][] = [
    [{ closeCode: 4410, reason: "ended" }, 4410],
    [{ closeCode: 1012, reason: "ended" }, 1012],
    [{ closeCode: 1006, reason: "" }, 1013],
    [{ closeCode: 1005, reason: "" }, 1013],
    [{}, 1013],
  ];
  for (const [info, code] of cases) {
    const { socket, frames, closing, ends, isClosed } = forward();
    socket.dispatchEvent(new Event("open"));
    frames.close();
    closing.resolve(info);
    await settled();
    assert.equal(socket.closed?.code, code);
    socket.dispatchEvent(new Event("close"));
    socket.dispatchEvent(new Event("error"));
    assert.deepEqual([ends(), isClosed()], [1, true]);
  }
  const { socket, frames } = forward();
  socket.dispatchEvent(new Event("open"));
  frames.error(new Error("reset"));
  await settled();
  assert.equal(socket.closed?.code, 1013);
  socket.dispatchEvent(new Event("close"));
});

Deno.test("a socket that never opens is given up after 10 s", () => {
  const { clock, ends, isClosed } = forward();
  clock.pass(10_000);
  assert.deepEqual([ends(), isClosed()], [1, true]);
});
