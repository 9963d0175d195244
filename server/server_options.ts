import type { Clock } from "../board/clock.ts";
import type { ConnectionLimits } from "./admission/admission.ts";
import type { MemoryBudget } from "./admission/memory_budget.ts";
import type { Bus } from "./bus/bus.ts";
import type { PictureMakerOptions } from "./pictures/picture_renderer.ts";
import type { Config } from "./process/config.ts";
import type { Log } from "./process/log.ts";
import type { PagesOptions } from "./routes/pages.ts";
import type { UnfurlerOptions } from "./unfurl/unfurler.ts";
import type { WebhooksOptions } from "./webhooks/webhooks.ts";

/** The part of the configuration that concerns the server and not its process. */
export type ServerConfig = Omit<Config, "host" | "port" | "database" | "dev" | "isHosted" | "logLevel">;

export interface ServerOptions extends PagesOptions {
  readonly log: Log;
  readonly clock?: Clock;
  /** Ms since 1970, for accounts and their sessions. */
  readonly now?: () => number;
  /** Default: those of `board/limits.ts`. */
  readonly limits?: Partial<ConnectionLimits>;
  /** Memory that peers may occupy. Default: a share of the memory of the process. */
  readonly budget?: MemoryBudget;
  /** Default: by the database, or local when no other instance can use it. */
  readonly bus?: Bus;
  /** The module of the workers; undefined: heavy work is done on the event loop. */
  readonly workerFile?: URL | undefined;
  readonly pictureBounds?: PictureMakerOptions["bounds"];
  /** How linked pages are reached. */
  readonly reach?: Omit<UnfurlerOptions, "clock">;
  readonly webhookTargets?: WebhooksOptions["targets"];
}
