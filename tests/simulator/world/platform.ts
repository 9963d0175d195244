import { synchronousSubtle } from "./subtle.ts";
import type { Surroundings } from "./surroundings.ts";

/**
 * The platform as code in a simulated process sees it. The product takes its clock as a parameter; dependencies and
 * defaults read the globals, some of them while they are imported. So this module has to be imported before all others:
 * it replaces the globals by ones that ask the current process. Outside of a simulation they behave as before.
 */

let current: Surroundings | undefined;

/** Runs code with the clocks, randomness and sockets of a process. */
export function inProcess<T>(process: Surroundings, code: () => T): T {
  const before = current;
  current = process;
  try {
    return code();
  } finally {
    current = before;
  }
}

const internal = Reflect.get(Deno, Reflect.get(Deno, "internal")) as { core: { runMicrotasks(): void } };

/**
 * Settles all promises that can settle without an event, on behalf of the process. This has no effect within a
 * microtask, so a simulation runs in a timer, see `outsidePromises`.
 */
export function drainMicrotasks(process: Surroundings): void {
  inProcess(process, () => internal.core.runMicrotasks());
}

/** Runs a simulation outside of any promise. Its timers end with it. */
export function outsidePromises<T>(run: () => T): Promise<T> {
  return new Promise((resolve, reject) => {
    real.setTimeout(() => {
      try {
        resolve(run());
      } catch (error) {
        reject(error);
      } finally {
        timers.clear();
      }
    });
  });
}

const real = {
  setTimeout: globalThis.setTimeout,
  clearTimeout: globalThis.clearTimeout,
  setInterval: globalThis.setInterval,
  clearInterval: globalThis.clearInterval,
  setImmediate: globalThis.setImmediate,
  now: performance.now.bind(performance),
  today: Date.now,
  random: Math.random,
  fetch: globalThis.fetch,
  WebSocketStream: globalThis.WebSocketStream,
  upgradeWebSocket: Deno.upgradeWebSocket,
  fill: crypto.getRandomValues.bind(crypto),
  uuid: crypto.randomUUID.bind(crypto),
};

type Run = (...args: unknown[]) => void;

/** Timers of simulated processes, by id. They count down from -1, so that no real timer has the same id. */
const timers = new Map<unknown, () => void>();
let lastTimer = 0;

function setTimer(process: Surroundings, run: Run, ms: number, args: unknown[], isRepeated: boolean): number {
  const id = --lastTimer;
  const plan = () => {
    timers.set(
      id,
      process.after(Math.max(isRepeated ? 1 : 0, ms), () => {
        timers.delete(id);
        if (isRepeated) plan();
        run(...args);
      }),
    );
  };
  plan();
  return id;
}

function clearTimer(id: unknown): boolean {
  const cancel = timers.get(id);
  timers.delete(id);
  cancel?.();
  return cancel !== undefined;
}

function replace(target: object, name: string, value: unknown): void {
  Object.defineProperty(target, name, { value, configurable: true, writable: true });
}

replace(globalThis, "setTimeout", (run: Run, ms = 0, ...args: unknown[]) => {
  return current ? setTimer(current, run, ms, args, false) : real.setTimeout(run, ms, ...args);
});
replace(globalThis, "setInterval", (run: Run, ms = 0, ...args: unknown[]) => {
  return current ? setTimer(current, run, ms, args, true) : real.setInterval(run, ms, ...args);
});
replace(globalThis, "setImmediate", (run: Run, ...args: unknown[]) => {
  return current ? setTimer(current, run, 0, args, false) : real.setImmediate(run, ...args);
});
replace(globalThis, "clearTimeout", (id?: number) => void (clearTimer(id) || real.clearTimeout(id)));
replace(globalThis, "clearInterval", (id?: number) => void (clearTimer(id) || real.clearInterval(id)));
replace(performance, "now", () => current ? current.now() : real.now());
replace(Date, "now", () => current ? current.today() : real.today());
replace(Math, "random", () => current ? current.random.float() : real.random());
replace(globalThis, "fetch", (input: string | URL | Request, init: RequestInit = {}) => {
  if (current === undefined) return real.fetch(input, init);
  return current.fetch(new URL(String(input), current.origin).href, init);
});
replace(crypto, "getRandomValues", <T extends ArrayBufferView<ArrayBuffer>>(array: T): T => {
  if (current === undefined) return real.fill(array);
  const { random } = current;
  const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
  for (let i = 0; i < bytes.length; i++) bytes[i] = random.below(256);
  return array;
});
replace(crypto, "randomUUID", () => {
  if (current === undefined) return real.uuid();
  const hex = Array.from({ length: 32 }, () => current!.random.below(16).toString(16)).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
});
for (const [name, compute] of Object.entries(synchronousSubtle)) {
  const original = Reflect.get(crypto.subtle, name).bind(crypto.subtle);
  replace(
    crypto.subtle,
    name,
    (...args: unknown[]) => current ? Reflect.apply(compute, undefined, args) : original(...args),
  );
}
replace(Deno, "upgradeWebSocket", (request: Request, options: Deno.UpgradeWebSocketOptions = {}) => {
  return current ? current.upgrade(request, options) : real.upgradeWebSocket(request, options);
});
replace(
  globalThis,
  "WebSocketStream",
  function (url: string, options: WebSocketStreamOptions = {}) {
    return current ? current.openStream(url, options) : new real.WebSocketStream(url, options);
  },
);
