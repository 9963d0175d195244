/** Characters of the longest name. */
export const BOARD_NAME_MAX = 40;

/** Words that people would take for a page or a function of the server. */
const RESERVED: ReadonlySet<string> = new Set(
  "account admin api assets b board boards bin dev docs help index login logout me my new null root settings share sign-in sign-out static support undefined ws"
    .split(" "),
);

/** Why a text cannot be the name of a board. */
export type BoardNameProblem = "invalid" | "reserved";

/**
 * Reads the name of a board, as in `/docs/<name>`: a number, or letters a to z, digits and single hyphens between them.
 * Capital letters mean the same as small ones.
 */
export function readBoardName(value: unknown): { readonly name: string } | { readonly problem: BoardNameProblem } {
  if (typeof value !== "string") return { problem: "invalid" };
  const name = value.trim().toLowerCase();
  if (name.length > BOARD_NAME_MAX || !/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(name)) return { problem: "invalid" };
  return RESERVED.has(name) ? { problem: "reserved" } : { name };
}
