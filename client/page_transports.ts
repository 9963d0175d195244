import type { Clock } from "../board/clock.ts";
import { StoredTransports } from "./sync/transport_memory.ts";
import { Transports } from "./sync/transports.ts";

/** The transports of a page, with what this browser keeps of them. */
export function pageTransports(clock: Clock): Transports {
  const device = storage(() => localStorage), tab = storage(() => sessionStorage);
  return new Transports({
    clock,
    memory: new StoredTransports({ device, tab, today: Date.now }),
    makeWebSocket: (url, protocol) => new WebSocket(url, protocol),
    pollingAddress: (url) => `/api/boards/${url.split("/").at(-1)}`,
    isHidden: () => document.hidden,
  });
}

/** Undefined when it is blocked: reading the property may throw. */
function storage(get: () => Storage): Storage | undefined {
  try {
    return get();
  } catch {
    return undefined;
  }
}
