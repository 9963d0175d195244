import type { Right } from "../../../board/role.ts";
import type { KIND } from "../../../board/wire/protocol.ts";

/** The right that a peer needs for the effect of each kind of frame. "never": only the server sends it. */
export const FRAMES: Readonly<Record<keyof typeof KIND, Right | "never">> = {
  sync: "draw",
  awareness: "view",
  auth: "never",
  queryAwareness: "view",
  ink: "draw",
  saved: "never",
  notice: "never",
  talk: "never",
  direct: "draw",
};

/** The right that a peer needs for what its presence shows. */
export const SHOWN: readonly (readonly [state: Readonly<Record<string, unknown>>, right: Right])[] = [
  [{ held: { shapes: ["a"] } }, "draw"],
  [{ typing: { shape: "a", anchor: null, head: null } }, "draw"],
  [{ together: { brings: 1 } }, "draw"],
  [{ together: { laser: { stroke: 1, last: 0, points: [1, 2] } } }, "point"],
  [{ talk: { says: "hi" } }, "comment"],
  [{ together: { follows: 8, view: { x: 0, y: 0, w: 1, h: 1 } } }, "view"],
];
