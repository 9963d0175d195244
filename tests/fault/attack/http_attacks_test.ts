import { HTTP_ATTACKS } from "./http_attacks.ts";
import { testAttacks } from "./attack_case.ts";

testAttacks(HTTP_ATTACKS);
