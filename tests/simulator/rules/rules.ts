import type { Logged } from "../cluster/instance.ts";
import { DatabaseUnavailable } from "../cluster/database_server.ts";
import type { Situation } from "../situation.ts";
import { bounded, nothingLeft } from "./bounds.ts";
import { equalCopies } from "./equal_copies.ts";
import { settledLeases } from "./leases.ts";
import { PresenceRule } from "./presence.ts";
import { rightsAreKept } from "./rights.ts";
import { SavedChanges } from "./saved_changes.ts";

/** What has to hold in every run. Each check returns the first problem that it finds. */
export class Rules {
  readonly saved: SavedChanges;
  readonly #situation: Situation;
  readonly #presence: PresenceRule;
  #logged: string | undefined;

  constructor(situation: Situation) {
    this.#situation = situation;
    this.saved = new SavedChanges(situation);
    this.#presence = new PresenceRule(situation);
  }

  /** An instance logged something. Errors of the database are expected, all others are not. */
  log({ level, event, fields }: Logged): void {
    const { error } = fields ?? {};
    if (level !== "error" || isOfDatabase(error)) return;
    this.#logged ??= `${event}: ${error instanceof Error ? error.stack : JSON.stringify(fields)}`;
  }

  async always(): Promise<string | undefined> {
    if (this.#logged) return `an instance logged an error: ${this.#logged}`;
    const situation = this.#situation;
    return await this.saved.check() ?? this.#presence.always() ?? rightsAreKept(situation) ?? bounded(situation);
  }

  /** Trouble is over: it may take some time until these hold. */
  async whenCalm(): Promise<string | undefined> {
    return await equalCopies(this.#situation) ?? this.#presence.whenCalm() ?? await settledLeases(this.#situation);
  }

  /** Everybody left. */
  async whenAlone(): Promise<string | undefined> {
    return nothingLeft(this.#situation) ?? await this.saved.checkAll();
  }
}

function isOfDatabase(error: unknown): boolean {
  if (error instanceof DatabaseUnavailable) return true;
  if (!(error instanceof Error)) return false;
  // The journal does not pass the cause on.
  return error.message.includes("as the store fails") || isOfDatabase(error.cause);
}
