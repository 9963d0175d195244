/** Longest wait that a page accepts, ms. */
const WAIT_MS_MAX = 300_000;

/** @returns the time after which the server wants the next attempt, ms; undefined when the response does not say so */
export function retryAfterMs({ status, headers }: Response): number | undefined {
  if (status !== 429 && status !== 503) return undefined;
  const seconds = Number(headers.get("retry-after") ?? NaN);
  return seconds >= 0 ? Math.min(WAIT_MS_MAX, seconds * 1_000) : undefined;
}
