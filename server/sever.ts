/** What Deno keeps for itself: everything it has open, by number. */
interface Internals {
  readonly core?: { readonly tryClose?: (resource: number) => void };
}

/** Whether `sever` ends a connection that the other side does not end. */
export const CAN_SEVER = isAtLeast(Deno.version.deno, [2, 9]);

/**
 * Ends a connection at once: no more of it is read, and what was gathered of an unfinished message is freed. After
 * `close` alone Deno reads on until the peer closes too, and it has no `terminate`; so this does what Deno's own idle
 * timeout does in the end, with names of Deno's that are not promised to anybody. Where there are none, and before
 * Deno 2.9, it is a `close` and nothing more.
 */
export function sever(socket: WebSocket): void {
  // One that still counts as open makes the process panic when it is asked how much it has queued.
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
