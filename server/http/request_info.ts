import type { Claim } from "../admission/fair_limit.ts";
import type { Client } from "./client_address.ts";

/** Values that `requestPipeline` passes to the routes with the request. */
export interface RequestInfo {
  readonly client: Client;
  /** Tells browsers apart that have the same link. */
  readonly visitor: string;
  /** Counts the request as in progress; a streamed response sets its `evict`. Undefined for health checks. */
  readonly place: Claim | undefined;
  /** The address of the peer of the connection: a proxy or the client itself. */
  readonly remote: string;
  /** True when the browser uses HTTPS, whether this server or a trusted proxy decrypts it. */
  readonly isEncrypted: boolean;
  /** True when another instance passed the request on. It is then served here, so that none goes round in circles. */
  readonly isForwarded: boolean;
  /** The account whose session the instance found that passed the request on. */
  readonly account: string | undefined;
}

/** Makes `RequestInfo` available to Hono's routes as `c.env`. */
export type Bindings = Partial<RequestInfo>;

/** The header in which another instance says whose session the request has. It counts only in a request that is signed. */
export const ACCOUNT_HEADER = "drawbridge-account";

const NOBODY: Client = { address: "", network: "" };

export function requestInfo({ env }: { readonly env: Bindings }): RequestInfo {
  return {
    client: env?.client ?? NOBODY,
    visitor: env?.visitor ?? "",
    place: env?.place,
    remote: env?.remote ?? "",
    isEncrypted: env?.isEncrypted ?? false,
    isForwarded: env?.isForwarded ?? false,
    account: env?.account,
  };
}
