import type { Context } from "hono";
import type { Claim } from "../admission/fair_limit.ts";
import type { Client } from "./client.ts";

/** What every route knows of a request besides the request itself. */
export interface Visit {
  readonly client: Client;
  /** The request's place among those in progress; a streamed answer sets its `evict`. Undefined: it needs none. */
  readonly place: Claim | undefined;
  /** The address of whoever is connected: a proxy, or the client itself. */
  readonly remote: string;
}

/** How Hono hands it to the routes. */
export type Bindings = Partial<Visit>;

const NOBODY: Client = { address: "", network: "" };

/** The visit that a request belongs to. */
export function visitOf({ env }: Context<{ Bindings: Bindings }>): Visit {
  return { client: env?.client ?? NOBODY, place: env?.place, remote: env?.remote ?? "" };
}
