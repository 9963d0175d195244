import { firefoxEngine } from "../support/engines/firefox_engine.ts";
import { engineTest } from "../support/engines/engine_case.ts";
import { JOURNEYS, OTHER_JOURNEYS } from "./journeys/journeys.ts";
import { OFFLINE } from "./journeys/offline.ts";
import { DARK } from "./journeys/theme.ts";

engineTest(firefoxEngine, { ...JOURNEYS, ...OTHER_JOURNEYS, ...OFFLINE });
engineTest(firefoxEngine, DARK, { theme: "dark" });
