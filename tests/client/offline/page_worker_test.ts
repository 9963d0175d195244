import assert from "node:assert/strict";
import { keepOnDevice, WORKER_ADDRESS, type WorkerContainer } from "../../../client/offline/page_worker.ts";
import { versionLock } from "../../../client/offline/shelf.ts";

const settled = () => new Promise((resolve) => setTimeout(resolve));

class Container extends EventTarget implements WorkerContainer {
  readonly controller = null;
  readonly posted: unknown[] = [];
  readonly registered: string[] = [];
  updates = 0;
  readonly ready = Promise.resolve({ active: { postMessage: (message: unknown) => void this.posted.push(message) } });

  register(address: string) {
    this.registered.push(address);
    return Promise.resolve({ update: () => Promise.resolve(this.updates++) });
  }

  say(data: unknown): void {
    this.dispatchEvent(new MessageEvent("message", { data }));
  }
}

function page() {
  const container = new Container(), held: string[] = [];
  const seen = Object.assign(new EventTarget(), { hidden: false });
  let changes = 0, now = 0;
  const request = async (name: string, options: LockOptions, hold: () => Promise<void>) => {
    assert.equal(options.mode, "shared");
    held.push(name);
    await hold();
    held.splice(held.indexOf(name), 1);
  };
  const end = keepOnDevice({
    version: "one",
    container,
    page: seen,
    locks: { request } as unknown as Pick<LockManager, "request">,
    now: () => now,
    changed: () => changes++,
  });
  const look = (ms: number, hidden = false) => {
    now += ms;
    seen.hidden = hidden;
    seen.dispatchEvent(new Event("visibilitychange"));
  };
  return { container, held, end, look, changes: () => changes };
}

Deno.test("a page tells of another version than its own, and of nothing else that a worker says", async () => {
  const { container, end, changes } = page();
  for (const data of [{ kind: "version", version: "one" }, { kind: "other", version: "two" }, undefined, "two"]) {
    container.say(data);
  }
  assert.equal(changes(), 0);
  container.say({ kind: "version", version: "two" });
  assert.equal(changes(), 1);
  end();
  container.say({ kind: "version", version: "two" });
  assert.equal(changes(), 1);
  await settled();
});

Deno.test("a page holds the lock of its version while it runs, and lets the worker clear what others used", async () => {
  const { container, held, end } = page();
  await settled();
  assert.deepEqual(held, [versionLock("one")]);
  assert.deepEqual(container.registered, [WORKER_ADDRESS]);
  assert.deepEqual(container.posted, [{ kind: "clear" }]);
  end();
  await settled();
  assert.deepEqual(held, []);
});

Deno.test("a page that is looked at again asks for a new version, but not often", async () => {
  const { container, look, end } = page();
  await settled();
  const minute = 60_000;
  for (
    const [ms, hidden, updates] of [[minute, false, 0], [9 * minute, true, 0], [1, false, 1], [minute, false, 1], [
      10 * minute,
      false,
      2,
    ]] as const
  ) {
    look(ms, hidden);
    assert.equal(container.updates, updates);
  }
  end();
  await settled();
});
