/** The internal method that Deno calls for each text, binary and pong frame it has read, before any listener. */
const ON_FRAME = Object.getOwnPropertySymbols(WebSocket.prototype)
  .find(({ description }) => description === "[[serverHandleIdleTimeout]]");

/**
 * Calls `listener` for each text, binary and pong frame that arrives. A WebSocket has no event for a pong, so this
 * wraps the method with which Deno restarts its idle timeout. Deno does not guarantee that name: where it is missing,
 * `listener` is never called. Pings and unfinished messages do not call it either.
 */
export function onFrame(
  socket: WebSocket,
  listener: () => void,
  { hasIdleTimeout }: { hasIdleTimeout: boolean },
): void {
  if (ON_FRAME === undefined) return;
  const original: unknown = Reflect.get(socket, ON_FRAME);
  if (typeof original !== "function") return;
  const restartAndListen = () => {
    original.call(socket);
    listener();
  };
  Reflect.defineProperty(socket, ON_FRAME, { value: hasIdleTimeout ? restartAndListen : listener });
}
