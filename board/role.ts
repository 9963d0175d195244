/** The rights that a link grants. The server enforces them; the interface only reflects them. */

export const ROLES = ["owner", "editor", "commenter", "viewer"] as const;

export type Role = typeof ROLES[number];

export function isRole(value: unknown): value is Role {
  return ROLES.includes(value as Role);
}

/** The rights of a person on a board. */
export interface Rights {
  /** See the board and the people on it. */
  readonly view: boolean;
  /** Change shapes. */
  readonly draw: boolean;
  readonly comment: boolean;
  /** Show places with the laser pointer. */
  readonly point: boolean;
  /** List, create and revoke links; delete the board. */
  readonly manage: boolean;
}

export type Right = keyof Rights;

const VIEWER: Rights = { view: true, draw: false, comment: false, point: false, manage: false };

const RIGHTS: Readonly<Record<Role, Rights>> = {
  owner: { view: true, draw: true, comment: true, point: true, manage: true },
  editor: { view: true, draw: true, comment: true, point: true, manage: false },
  commenter: { view: true, draw: false, comment: true, point: false, manage: false },
  viewer: VIEWER,
};

/** The rights of a role. A role that this version does not know may only view. */
export function rightsOf(role: Role): Rights {
  return isRole(role) ? RIGHTS[role] : VIEWER;
}

/** Whether the role may change shapes. */
export function mayDraw(role: Role): boolean {
  return rightsOf(role).draw;
}
