import { FRAME_ATTACKS } from "./frame_attacks.ts";
import { testAttacks } from "./attack_case.ts";

testAttacks(FRAME_ATTACKS);
