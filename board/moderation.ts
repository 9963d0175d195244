import { type Rights, rightsOf, type Role } from "./role.ts";

/** What an owner has set for everybody on a board. */
export interface BoardState {
  /** Nobody but owners draws. */
  readonly isFrozen: boolean;
  /** Newcomers wait until an owner lets them in. */
  readonly hasLobby: boolean;
  /** Those who may not draw may use the laser pointer too. Absent in what earlier versions wrote. */
  readonly isLaserOpen?: boolean;
}

export const USUAL_STATE: BoardState = { isFrozen: false, hasLobby: false, isLaserOpen: false };

/** What an owner has set for one visitor: a browser, or a client without a cookie at one address. */
export interface VisitorState {
  readonly isMuted?: boolean;
  /** ms since 1970. */
  readonly removedUntil?: number;
  /** Until when the visitor does not wait in the lobby, ms since 1970. */
  readonly admittedUntil?: number;
}

/** Whether a visitor whose link is good may be on the board. */
export type Standing = "in" | "waiting" | "removed";

const NOTHING: Rights = { view: false, draw: false, comment: false, point: false, manage: false };

/** Owners are never restricted: they could lift it themselves. */
export function standingOf(role: Role, state: BoardState, visitor: VisitorState, now: number): Standing {
  if (rightsOf(role).manage) return "in";
  if ((visitor.removedUntil ?? 0) > now) return "removed";
  return state.hasLobby && (visitor.admittedUntil ?? 0) <= now ? "waiting" : "in";
}

/** The rights of a role that are left. */
export function rightsIn(role: Role, state: BoardState, visitor: VisitorState, now: number): Rights {
  const rights = rightsOf(role);
  if (rights.manage) return rights;
  if (standingOf(role, state, visitor, now) !== "in") return NOTHING;
  const draw = rights.draw && !state.isFrozen;
  const point = (draw || state.isLaserOpen === true) && !visitor.isMuted;
  return { ...rights, draw, point, comment: rights.comment && !visitor.isMuted };
}

/** What an owner can do to keep order. Those about one visitor are in `VISITOR_ACTIONS`. */
export const BOARD_ACTIONS = ["freeze", "thaw", "openLobby", "closeLobby", "openLaser", "closeLaser"] as const;
export const VISITOR_ACTIONS = ["remove", "readmit", "mute", "unmute", "admit", "refuse"] as const;
/** What an owner does to links, webhooks and the published page. The list of what was done has it too. */
export const LINK_ACTIONS = [
  "createLink",
  "changeLink",
  "changeRole",
  "changeSites",
  "revokeLink",
  "replaceLinks",
] as const;
export const WEBHOOK_ACTIONS = ["addWebhook", "changeWebhook", "removeWebhook"] as const;

export const PUBLICATION_ACTIONS = ["publish", "updatePublication", "unpublish"] as const;

export type BoardAction = typeof BOARD_ACTIONS[number];
export type VisitorAction = typeof VISITOR_ACTIONS[number];
export type LinkAction = typeof LINK_ACTIONS[number];
export type WebhookAction = typeof WEBHOOK_ACTIONS[number];
export type PublicationAction = typeof PUBLICATION_ACTIONS[number];
/** What is noted besides what keeps order. */
export type NotedAction = LinkAction | WebhookAction | PublicationAction;

export function isLinkAction(action: unknown): action is LinkAction {
  return LINK_ACTIONS.includes(action as LinkAction);
}

/** One line in the list of what owners did. */
export interface ModerationEntry {
  /** From 1, in the order in which it was done. */
  readonly number: number;
  /** ms since 1970. */
  readonly at: number;
  /** The name that the owner had, as the page sent it. */
  readonly name: string;
  /** The link that the owner came with. */
  readonly link: string;
  readonly action: BoardAction | VisitorAction | NotedAction;
  /** Whom or what it concerned: the name of a person, the label or the role of a link, the host of a webhook. */
  readonly about?: string;
}

/** What a peer is told about the state of the board and itself, as JSON in the notice `state` (PROTOCOL.md 17). */
export interface StateNotice {
  readonly frozen: boolean;
  readonly muted: boolean;
  /** Whether the peer may use the laser pointer, where that is not what its role says. */
  readonly laser?: boolean;
  /** For owners: whether newcomers wait, and how many do. */
  readonly lobby?: boolean;
  readonly waiting?: number;
}

/** What owners are told of a link that another owner has changed, as JSON in the notice `link`. */
export interface LinkNotice {
  readonly action: LinkAction;
  /** The name of that owner. */
  readonly name: string;
  /** The label or the role of the link. */
  readonly about?: string;
}

/** Undefined when the text is no such notice, as of another version. */
export function readLinkNotice(text: string): LinkNotice | undefined {
  try {
    const { action, name, about } = JSON.parse(text);
    if (!isLinkAction(action) || typeof name !== "string") return undefined;
    return { action, name, ...(typeof about === "string" && { about }) };
  } catch {
    return undefined;
  }
}

/** How long a removed person stays out, ms. */
export const REMOVED_MS = 24 * 3_600_000;
/** How long somebody who was not let in stays out, ms. */
export const REFUSED_MS = 10 * 60_000;
/** How long somebody who was let in does not wait again, ms. */
export const ADMITTED_MS = 24 * 3_600_000;
/** Somebody who has not asked for this long does not wait any more, ms. */
export const WAITING_MS = 30_000;
/** Interval at which somebody who waits asks, ms. */
export const ASK_MS = 3_000;

export const UNRESTRICTED: StateNotice = { frozen: false, muted: false };

/** Undefined when the text is no such notice, as of another version. */
export function readStateNotice(text: string): StateNotice | undefined {
  try {
    const { frozen, muted, laser, lobby, waiting } = JSON.parse(text);
    const isOwners = typeof lobby === "boolean" && typeof waiting === "number";
    return {
      frozen: frozen === true,
      muted: muted === true,
      ...(typeof laser === "boolean" && { laser }),
      ...(isOwners && { lobby, waiting }),
    };
  } catch {
    return undefined;
  }
}
