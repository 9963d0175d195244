import { chromiumEngine } from "../support/engines/chromium_engine.ts";
import { engineTest } from "../support/engines/engine_case.ts";
import { JOURNEYS } from "./journeys/journeys.ts";

engineTest(chromiumEngine, JOURNEYS);
