import type { MiddlewareHandler } from "hono";
import { type Clock, systemClock } from "../../board/clock.ts";

/** Far longer than a lookup of a link, far shorter than a person notices, ms. */
const REFUSAL_MS = 20;

/**
 * Returns a found value at once, but undefined only after 20 ms. Reading an expired link takes longer than finding none
 * (30 µs of 300), so an attacker could tell them apart. The 20 ms include the lookup: a pause after it would keep the
 * difference.
 */
export async function withUniformTiming<T>(
  find: () => Promise<T | undefined>,
  clock: Clock = systemClock,
): Promise<T | undefined> {
  const end = clock.now() + REFUSAL_MS;
  const found = await find();
  const left = end - clock.now();
  if (found === undefined && left > 0) await new Promise<void>((resolve) => void clock.after(left, resolve));
  return found;
}

/**
 * Like `withUniformTiming`, but for something that a response can do without: undefined also when the lookup fails or
 * takes longer.
 */
export async function foundInTime<T>(
  find: () => Promise<T | undefined>,
  clock: Clock = systemClock,
): Promise<T | undefined> {
  const { promise, resolve } = Promise.withResolvers<T | undefined>();
  const cancel = clock.after(REFUSAL_MS, () => resolve(undefined));
  find().then((found) => found !== undefined && resolve(found), () => {});
  return await promise.finally(cancel);
}

/** The same as `withUniformTiming`, for responses with status 404. */
export const uniformNotFound: MiddlewareHandler = async (c, next) => {
  await withUniformTiming(async () => {
    await next();
    return c.res.status === 404 ? undefined : c.res.status;
  });
};
