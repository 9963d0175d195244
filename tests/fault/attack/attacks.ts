import type { Attack } from "./attack.ts";
import { BOARD_ATTACKS } from "./board_attacks.ts";
import { CLASSIC_ATTACKS } from "./classic_attacks.ts";
import { FRAME_ATTACKS } from "./frame_attacks.ts";
import { HTTP_ATTACKS } from "./http_attacks.ts";

export const ATTACKS: ReadonlyMap<string, Attack> = new Map([
  ...CLASSIC_ATTACKS,
  ...FRAME_ATTACKS,
  ...BOARD_ATTACKS,
  ...HTTP_ATTACKS,
]);
