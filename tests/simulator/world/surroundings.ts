import type { Clock } from "../../../board/clock.ts";
import type { Random } from "../../support/random.ts";

/** Everything outside of a program that it can notice. */
export interface Surroundings extends Clock {
  /** ms since 1970 */
  today(): number;
  readonly random: Random;
  /** The origin that relative addresses refer to. */
  readonly origin: string | undefined;
  fetch(url: string, init: RequestInit): Promise<Response>;
  openStream(url: string, options: WebSocketStreamOptions): WebSocketStream;
  upgrade(request: Request, options: Deno.UpgradeWebSocketOptions): Deno.WebSocketUpgrade;
}
