import type { Remaining } from "../../admission/rate_limiter.ts";

/** `RateLimit-Policy` and `RateLimit` of draft-ietf-httpapi-ratelimit-headers: what is allowed, and what is left of it. */
export function rateHeaders(policy: string, { count, perMs, remaining, resetMs }: Remaining): Record<string, string> {
  return {
    "ratelimit-policy": `"${policy}";q=${count};w=${Math.ceil(perMs / 1_000)}`,
    "ratelimit": `"${policy}";r=${remaining};t=${Math.ceil(resetMs / 1_000)}`,
  };
}
