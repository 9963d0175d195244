import { isSlug, SECRET_CHARS } from "../../board/id.ts";
import { rightsIn, type Standing, standingOf } from "../../board/moderation.ts";
import { type Rights, rightsOf, type Role } from "../../board/role.ts";
import type { BoardId } from "../store/board_store.ts";
import type { LinkId, LinkStore } from "../store/link_store.ts";
import type { ModerationStore } from "../store/moderation_store.ts";

/** The identity that asks for access. A link identifies its holders by its secret. */
export type Principal =
  /** `visitor` tells browsers with the same link apart (`visitorOf`). It only takes rights away. */
  | { readonly kind: "link"; readonly slug: string; readonly visitor?: string | undefined }
  | { readonly kind: "account"; readonly account: string };

/** The rights of a principal on a board. */
export interface Access {
  readonly board: BoardId;
  readonly role: Role;
  /** The rights of the role, less what an owner has taken away. */
  readonly rights: Rights;
  /** Undefined on an open board, where nobody keeps order. */
  readonly visitor?: string;
  /** Why there are no rights at all. Absent: the visitor may be on the board. */
  readonly hindrance?: Exclude<Standing, "in">;
  /** Undefined for an open board, which has no link that could be revoked. */
  readonly link?: LinkId;
  /** The link in the board's list: of a link that was given for a passphrase or to a person, that is the first one. */
  readonly listedLink?: LinkId;
}

/**
 * @param board the board that is asked for. Default: the one that the link opens
 * @returns undefined when the principal has no access
 */
export type Authorize = (principal: Principal, board?: BoardId) => Promise<Access | undefined>;

/**
 * With `openBoards`, a name that is not a link opens a board of that name, which anyone may draw on. Its id contains a
 * colon and so cannot equal the id of a board with links. A locked link opens nothing: unlocking it gives another link.
 */
export function authorization(
  links: Pick<LinkStore, "find">,
  { openBoards, moderation, now = Date.now }: {
    readonly openBoards: boolean;
    readonly moderation: Pick<ModerationStore, "of" | "idOf">;
    /** Ms since 1970. */
    readonly now?: () => number;
  },
): Authorize {
  const accessOf = async (slug: string, visitor = ""): Promise<Access | undefined> => {
    if (!isSlug(slug)) return undefined;
    const link = await links.find(slug);
    if (link?.isLocked || link?.isBinned) return undefined;
    if (link) {
      const { id, parent, board, role } = link;
      const who = moderation.idOf(board, visitor);
      const { state, visitor: person } = await moderation.of(board, who);
      const standing = standingOf(role, state, person, now());
      return {
        board,
        role,
        link: id,
        listedLink: parent ?? id,
        visitor: who,
        rights: rightsIn(role, state, person, now()),
        ...(standing !== "in" && { hindrance: standing }),
      };
    }
    // A revoked secret must not become the name of an open board.
    if (!openBoards || slug.length === SECRET_CHARS) return undefined;
    return { board: `open:${slug}`, role: "editor", rights: rightsOf("editor") };
  };
  return async (principal, board) => {
    // An account opens no board: what a browser sends by itself must never replace the link.
    const access = principal.kind === "link" ? await accessOf(principal.slug, principal.visitor) : undefined;
    return board === undefined || access?.board === board ? access : undefined;
  };
}

/** Who may create boards: everybody, or only people who are signed in. */
export function mayCreateBoards(
  principal: Principal | undefined,
  { signIn }: { readonly signIn: "off" | "optional" | "required-to-create" },
): boolean {
  return signIn !== "required-to-create" || principal?.kind === "account";
}

export function linkPrincipal(slug: string, visitor?: string): Principal {
  return { kind: "link", slug, visitor };
}

/** Undefined for people who are not signed in. */
export function accountPrincipal(account: string | undefined): Principal | undefined {
  return account === undefined ? undefined : { kind: "account", account };
}
