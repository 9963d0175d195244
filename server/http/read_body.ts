import type { Clock } from "../../board/clock.ts";
import type { BodyMemory } from "./body_memory.ts";

/** Why a body cannot be used. */
export interface BodyProblem {
  readonly code: "badRequest" | "busy" | "timeout" | "tooLarge";
}

export interface BodyLimits {
  readonly bytes: number;
  /** A body that takes longer is refused, ms. */
  readonly ms: number;
  readonly clock: Clock;
  /** Default: the body is small enough not to be counted. */
  readonly memory?: BodyMemory;
}

/** Reads a body. Stops reading at the limits: a body may state a wrong length or none, and may never end. */
export async function readBody(
  request: Request,
  { bytes: max, ms, clock, memory }: BodyLimits,
): Promise<Uint8Array<ArrayBuffer> | BodyProblem> {
  if (Number(request.headers.get("content-length") ?? 0) > max) return { code: "tooLarge" };
  // Deno opens a body when it is asked for, and closes one that was not read only after the answer.
  const { body } = request;
  if (body === null) return new Uint8Array();
  const reader = body.getReader();
  const stop = () => void reader.cancel().catch(() => {});
  let isLate = false;
  const cancelDeadline = clock.after(ms, () => {
    isLate = true;
    stop();
  });
  if (memory) memory.onEvict = stop;
  try {
    const pieces: Uint8Array<ArrayBuffer>[] = [];
    let bytes = 0;
    for (;;) {
      const { done, value } = await reader.read();
      if (isLate) return { code: "timeout" };
      if (memory?.isEvicted) return { code: "busy" };
      if (done) return new Uint8Array(await new Blob(pieces).arrayBuffer());
      bytes += value.length;
      const code = bytes > max ? "tooLarge" : memory?.grow(bytes) === false ? "busy" : undefined;
      if (code) {
        stop();
        return { code };
      }
      pieces.push(value);
    }
  } finally {
    cancelDeadline();
  }
}
