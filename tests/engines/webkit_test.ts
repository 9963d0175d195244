import { webkitEngine } from "../support/engines/webkit_engine.ts";
import { engineTest } from "../support/engines/engine_case.ts";
import { INK } from "./journeys/ink.ts";

engineTest(webkitEngine, INK);
