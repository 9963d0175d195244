/** The rights that a link grants. The server enforces them; the interface only reflects them. */

export const ROLES = ["owner", "editor", "commenter", "viewer"] as const;

export type Role = typeof ROLES[number];

export function isRole(value: unknown): value is Role {
  return ROLES.includes(value as Role);
}

/** Whether the role may change shapes. A role that this version does not know may only view. */
export function mayDraw(role: Role): boolean {
  return role === "owner" || role === "editor";
}
