/** What the person is told about the safety of their work. Never says more than is known. */
export type Status =
  /** Nothing of the board is here yet. */
  | { readonly kind: "loading" }
  /** Every change of mine is durable on the server; `damage` says what the server could not read of the board. */
  | { readonly kind: "saved"; readonly damage?: string }
  /** The server has not yet confirmed all changes. */
  | { readonly kind: "saving" }
  /** No server; `changes` of mine wait on this device (`kept` = they survive a reload). */
  | { readonly kind: "offline"; readonly changes: number; readonly kept: boolean }
  /** The server is reached but cannot save now. */
  | { readonly kind: "unsaved"; readonly reason: string }
  /** The board has reached its largest size: the server does not take what I draw, and it stays on this device. */
  | { readonly kind: "full"; readonly reason: string }
  /** The link asks for a passphrase, perhaps since a moment ago: the board is as it was, and goes on with it. */
  | { readonly kind: "locked"; readonly slug: string }
  /** A final no: the link opens nothing, this version is too old. */
  | { readonly kind: "refused"; readonly reason: string };
