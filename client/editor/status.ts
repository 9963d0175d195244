import type { Refusal } from "../../board/wire/refusal.ts";

/** Changes that the server has not acknowledged. */
export interface WaitingChanges {
  readonly changes: number;
  /** Whether they survive a reload. */
  readonly kept: boolean;
}

/** The save status as shown to the person. It never claims more than the client knows. */
export type Status =
  /** Nothing of the board has been received yet. */
  | { readonly kind: "loading" }
  /** Every local change is durable on the server. `isDamaged`: the server could not read a part of the board. */
  | { readonly kind: "saved"; readonly isDamaged?: boolean }
  /** The server has not acknowledged all changes. */
  | { readonly kind: "saving" }
  /** Everything is saved except pictures that the server refused. The person retries or removes them. */
  | { readonly kind: "undecided"; readonly images: number }
  /** No connection. */
  | { readonly kind: "offline" } & WaitingChanges
  /** The server is connected but cannot save now. */
  | { readonly kind: "unsaved" }
  /** The board has reached its size limit. The server refuses local changes, and they stay on this device. */
  | { readonly kind: "full" }
  /**
   * The person may not draw any more: an owner has frozen the board, or has changed what the link allows. This device
   * keeps the `changes` made before.
   */
  | { readonly kind: "frozen"; readonly changes: number }
  /**
   * The link requires a passphrase, possibly set a moment ago. The board stays and syncs again after the passphrase.
   */
  | { readonly kind: "locked"; readonly slug: string } & WaitingChanges
  /** The link is not valid, the board is in the bin, the person may not come in, or this version is too old. */
  | { readonly kind: "refused"; readonly reason: Refusal | "binned" } & WaitingChanges;
