import type { Clock } from "../../board/clock.ts";

/** Why a body cannot be used. */
export interface BodyProblem {
  readonly code: "badRequest" | "timeout" | "tooLarge";
}

export interface BodyLimits {
  readonly bytes: number;
  /** A body that takes longer is refused, ms. */
  readonly ms: number;
  readonly clock: Clock;
}

/** Reads a body. Stops reading at the limits: a body may state a wrong length or none, and may never end. */
export async function readBody(
  { body, headers }: Request,
  { bytes: max, ms, clock }: BodyLimits,
): Promise<Uint8Array<ArrayBuffer> | BodyProblem> {
  if (Number(headers.get("content-length") ?? 0) > max) return { code: "tooLarge" };
  if (body === null) return new Uint8Array();
  const reader = body.getReader();
  let isLate = false;
  const cancelDeadline = clock.after(ms, () => {
    isLate = true;
    reader.cancel().catch(() => {});
  });
  try {
    const pieces: Uint8Array<ArrayBuffer>[] = [];
    let bytes = 0;
    for (;;) {
      const { done, value } = await reader.read();
      if (isLate) return { code: "timeout" };
      if (done) return new Uint8Array(await new Blob(pieces).arrayBuffer());
      if ((bytes += value.length) > max) {
        reader.cancel().catch(() => {});
        return { code: "tooLarge" };
      }
      pieces.push(value);
    }
  } finally {
    cancelDeadline();
  }
}
