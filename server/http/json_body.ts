import type { Clock } from "../../board/clock.ts";
import { JSON_BYTES_MAX } from "../../board/limits.ts";
import { type BodyProblem, readBody } from "./read_body.ts";

/** A small body that takes longer than this is refused, ms. */
const BODY_MS = 10_000;

export type JsonObject = Readonly<Record<string, unknown>>;

/** Reads the body, which must be empty or a JSON object. `object` is undefined when the body is empty. */
export async function readJson(
  request: Request,
  clock: Clock,
  { bytesMax = JSON_BYTES_MAX } = {},
): Promise<{ object?: JsonObject } | BodyProblem> {
  const bytes = await readBody(request, { bytes: bytesMax, ms: BODY_MS, clock });
  if ("code" in bytes) return bytes;
  const text = new TextDecoder().decode(bytes);
  if (text.trim() === "") return {};
  try {
    const body = JSON.parse(text);
    if (typeof body === "object" && body !== null && !Array.isArray(body)) return { object: body };
  } catch { /* reported below */ }
  return { code: "badRequest" };
}
