/** Deno's internal table of open resources, by number. */
interface Internals {
  readonly core?: { readonly tryClose?: (resource: number) => void };
}

/** True when `terminate` can end a connection without the cooperation of the peer. */
export const CAN_TERMINATE = isAtLeast(Deno.version.deno, [2, 9]);

/**
 * Ends a connection at once: nothing more is read from it, and the buffer of an unfinished message is freed. After
 * `close` alone, Deno reads on until the peer closes too, and it has no `terminate`. So this does the same as Deno's
 * own idle timeout, through internal names that Deno does not guarantee. If they are missing, and before Deno 2.9, this
 * is only a `close`.
 */
export function terminate(socket: WebSocket): void {
  // If the socket still counted as open, reading its `bufferedAmount` later would make the process panic.
  socket.close();
  const name = Object.getOwnPropertySymbols(socket).find(({ description }) => description === "[[rid]]");
  const resource: unknown = name && Reflect.get(socket, name);
  const internals: Internals | undefined = Reflect.get(Deno, Reflect.get(Deno, "internal"));
  if (typeof resource === "number") internals?.core?.tryClose?.(resource);
}

function isAtLeast(version: string, [major, minor]: readonly [number, number]): boolean {
  const [ours, oursMinor] = version.split(".").map(Number);
  return ours > major || (ours === major && oursMinor >= minor);
}
