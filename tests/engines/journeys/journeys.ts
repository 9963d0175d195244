import type { Journeys } from "../../support/engines/engine_case.ts";
import { INK } from "./ink.ts";
import { SHAPES } from "./shapes.ts";
import { TOGETHER } from "./together.ts";
import { VIEW } from "./view.ts";
import { WRITING } from "./writing.ts";

export const JOURNEYS: Journeys = { ...INK, ...WRITING, ...SHAPES, ...TOGETHER, ...VIEW };
