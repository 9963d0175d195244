import { firefoxEngine } from "../support/engines/firefox_engine.ts";
import { engineTest } from "../support/engines/engine_case.ts";
import { INK } from "./journeys/ink.ts";

engineTest(firefoxEngine, INK);
