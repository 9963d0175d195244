import type { Context } from "hono";
import type { Claim } from "../admission/fair_limit.ts";
import type { Client } from "./client_address.ts";

/** What `entry` passes to the routes besides the request. */
export interface Visit {
  readonly client: Client;
  /** Counts the request as in progress; a streamed response sets its `evict`. Undefined for health checks. */
  readonly place: Claim | undefined;
  /** The address of the peer of the connection: a proxy or the client itself. */
  readonly remote: string;
}

/** The visit as Hono's environment bindings. */
export type Bindings = Partial<Visit>;

const NOBODY: Client = { address: "", network: "" };

/** The visit of a request. */
export function visitOf({ env }: Context<{ Bindings: Bindings }>): Visit {
  return { client: env?.client ?? NOBODY, place: env?.place, remote: env?.remote ?? "" };
}
