import type { Commit, Database, Version } from "../database/database.ts";

/** A domain event. It contains ids only: no secret, name or content. */
export type DomainEvent =
  | { readonly type: "board created" | "board deleted"; readonly board: string }
  /** The entry `seq` was appended to the board's log. */
  | { readonly type: "board changed"; readonly board: string; readonly seq: number }
  /** An event of this kind was added to the board's talk, in a thread of comments or in the conversation. */
  | {
    readonly type: "talk posted";
    readonly board: string;
    readonly number: number;
    readonly kind: string;
    readonly thread?: number;
  }
  /** People created or ended a link. Links given for a passphrase, and links that expire, cause no event. */
  | { readonly type: "link created" | "link revoked"; readonly board: string; readonly link: string }
  /** A connection joined or left. `link` is undefined on an open board. */
  | { readonly type: "person joined" | "person left"; readonly board: string; readonly link: string | undefined };

/** Where all events pass. */
export interface Events {
  /**
   * Runs a commit that causes events. Each of them is published once, after the commit, and only if it succeeds.
   *
   * @returns what `Database.commit` returns
   */
  commit(database: Database, commit: Commit, caused: readonly DomainEvent[]): Promise<Version | undefined>;

  /** Publishes an event that no commit causes. */
  publish(event: DomainEvent): void;
}
