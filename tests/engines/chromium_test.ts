import { chromiumEngine } from "../support/engines/chromium_engine.ts";
import { engineTest } from "../support/engines/engine_case.ts";
import { INK } from "./journeys/ink.ts";

engineTest(chromiumEngine, INK);
