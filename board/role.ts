/** What a link lets its holder do. The server enforces it; the interface only mirrors it. */

export const ROLES = ["owner", "editor", "commenter", "viewer"] as const;

export type Role = typeof ROLES[number];

export function isRole(value: unknown): value is Role {
  return ROLES.includes(value as Role);
}

/** May change shapes. Default is no: a role this version does not know may only look. */
export function mayDraw(role: Role): boolean {
  return role === "owner" || role === "editor";
}
