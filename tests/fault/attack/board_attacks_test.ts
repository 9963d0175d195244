import { BOARD_ATTACKS } from "./board_attacks.ts";
import { testAttacks } from "./attack_case.ts";

testAttacks(BOARD_ATTACKS);
