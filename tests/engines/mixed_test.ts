import { mixedTest } from "../support/engines/engine_case.ts";
import { firefoxEngine } from "../support/engines/firefox_engine.ts";
import { webkitEngine } from "../support/engines/webkit_engine.ts";
import { MIXED_JOURNEYS } from "./journeys/journeys.ts";

mixedTest([firefoxEngine, webkitEngine], MIXED_JOURNEYS);
