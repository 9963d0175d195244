import { chromiumEngine } from "../support/engines/chromium_engine.ts";
import { engineTest } from "../support/engines/engine_case.ts";
import { JOURNEYS } from "./journeys/journeys.ts";
import { DARK } from "./journeys/theme.ts";

engineTest(chromiumEngine, JOURNEYS);
engineTest(chromiumEngine, DARK, { theme: "dark" });
