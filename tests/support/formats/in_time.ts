import assert from "node:assert/strict";
import { threadTime } from "../thread_time.ts";

/** What a person waits for an answer about a file, ms of processor time. */
const IN_TIME_MS = 2_000;

/** Fails when the work takes too long. @returns what it returns */
export async function inTime<T>(
  what: string,
  run: () => T | Promise<T>,
  { within = IN_TIME_MS }: { readonly within?: number } = {},
): Promise<T> {
  const start = threadTime();
  try {
    return await run();
  } finally {
    const time = threadTime() - start;
    assert.ok(time < within, `${what} took ${Math.round(time)} ms`);
  }
}
