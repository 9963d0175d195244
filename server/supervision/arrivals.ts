/** The method that Deno calls for each text, binary and pong frame it has read, before any listener. */
const ON_FRAME = Object.getOwnPropertySymbols(WebSocket.prototype)
  .find(({ description }) => description === "[[serverHandleIdleTimeout]]");

/**
 * Calls `listener` for each text, binary and pong frame that arrives. A WebSocket has no event for a pong, so this
 * takes the place of the method by which Deno begins its idle timeout anew. Deno promises that name to nobody: where
 * it is missing, `listener` is never called. Pings and unfinished messages are not seen here either.
 */
export function onArrival(socket: WebSocket, listener: () => void): void {
  if (ON_FRAME === undefined) return;
  const original: unknown = Reflect.get(socket, ON_FRAME);
  if (typeof original !== "function") return;
  Reflect.defineProperty(socket, ON_FRAME, {
    value: () => {
      original.call(socket);
      listener();
    },
  });
}
