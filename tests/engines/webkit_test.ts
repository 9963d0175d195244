import { webkitEngine } from "../support/engines/webkit_engine.ts";
import { engineTest } from "../support/engines/engine_case.ts";
import { JOURNEYS, OTHER_JOURNEYS } from "./journeys/journeys.ts";
import { OFFLINE } from "./journeys/offline.ts";
import { DARK } from "./journeys/theme.ts";

engineTest(webkitEngine, { ...JOURNEYS, ...OTHER_JOURNEYS });
engineTest(webkitEngine, DARK, { theme: "dark" });
// In a browser of its own: in windows that follow one with a service worker, the worker does not answer in MiniBrowser.
engineTest(webkitEngine, OFFLINE);
