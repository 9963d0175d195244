import type { MiddlewareHandler } from "hono";
import { type Clock, systemClock } from "../../board/clock.ts";

/** Far more than looking for a link takes, far less than a person notices, ms. */
const REFUSAL_MS = 20;

/**
 * What was found, at once; that nothing was found, only after 20 ms. To read a link that has expired takes longer than
 * to find none (30 µs of 300), and whoever guesses could tell one from the other. The time runs from the question: a
 * pause behind the answer would only move the difference.
 */
export async function evenly<T>(
  find: () => Promise<T | undefined>,
  clock: Clock = systemClock,
): Promise<T | undefined> {
  const { promise: isTime, resolve } = Promise.withResolvers<void>();
  const cancel = clock.after(REFUSAL_MS, resolve);
  try {
    const found = await find();
    if (found === undefined) await isTime;
    return found;
  } finally {
    cancel();
  }
}

/** As `evenly`, for answers that there is nothing here. */
export const evenRefusals: MiddlewareHandler = async (c, next) => {
  await evenly(async () => {
    await next();
    return c.res.status === 404 ? undefined : c.res.status;
  });
};
