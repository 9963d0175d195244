import type { Role } from "../../board/role.ts";

/** Something that happened on the board and that a person may want to hear of. The interface shows it for a moment. */
export type News =
  | { readonly kind: "came" | "left"; readonly name: string }
  /** The server has saved changes that were pending. */
  | { readonly kind: "saved"; readonly count: number }
  /** The link grants another role now. */
  | { readonly kind: "role"; readonly role: Role }
  /** Something else that an owner changed, in words for the person. */
  | { readonly kind: "owner"; readonly text: string }
  /** An owner lets nobody else draw, or everybody again. */
  | { readonly kind: "frozen" | "thawed" }
  /** Another owner has changed a link: a `LinkNotice`. */
  | { readonly kind: "link"; readonly json: string }
  | {
    readonly kind: "message" | "mention" | "reply";
    readonly name: string;
    readonly text: string;
    /** Shows it in the conversation. */
    readonly open: () => void;
  };

/** News that are kept until the interface has loaded what shows them. */
export const NEWS_KEPT = 20;
