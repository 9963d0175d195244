import type { Clock } from "../../board/clock.ts";
import { JSON_BYTES_MAX } from "../../board/limits.ts";

/** A small body that takes longer than this is refused, ms. */
const BODY_MS = 10_000;

/** Why a body cannot be used. */
export interface BodyProblem {
  readonly code: "badRequest" | "timeout" | "tooLarge";
}

export type JsonObject = Readonly<Record<string, unknown>>;

/** Reads the body, which must be empty or a JSON object. `object` is undefined when the body is empty. */
export async function readJson(request: Request, clock: Clock): Promise<{ object?: JsonObject } | BodyProblem> {
  if (Number(request.headers.get("content-length") ?? 0) > JSON_BYTES_MAX) return { code: "tooLarge" };
  const text = await readText(request, clock);
  if (typeof text !== "string") return text;
  if (text.trim() === "") return {};
  try {
    const body = JSON.parse(text);
    if (typeof body === "object" && body !== null && !Array.isArray(body)) return { object: body };
  } catch { /* reported below */ }
  return { code: "badRequest" };
}

/** Stops reading at the limits: a body may state a wrong length or none, and may never end. */
async function readText({ body }: Request, clock: Clock): Promise<string | BodyProblem> {
  if (body === null) return "";
  const reader = body.getReader();
  let isLate = false;
  const cancelDeadline = clock.after(BODY_MS, () => {
    isLate = true;
    reader.cancel().catch(() => {});
  });
  try {
    const decoder = new TextDecoder();
    let text = "", bytes = 0;
    for (;;) {
      const { done, value } = await reader.read();
      if (isLate) return { code: "timeout" };
      if (done) return text + decoder.decode();
      if ((bytes += value.length) > JSON_BYTES_MAX) {
        reader.cancel().catch(() => {});
        return { code: "tooLarge" };
      }
      text += decoder.decode(value, { stream: true });
    }
  } finally {
    cancelDeadline();
  }
}
