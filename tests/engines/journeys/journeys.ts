import type { Journeys } from "../../support/engines/engine_case.ts";
import { ACCOUNT } from "./account.ts";
import { COMPANY } from "./company.ts";
import { EMBED } from "./embed.ts";
import { FILES } from "./files.ts";
import { FIRST_LOOK } from "./first_look.ts";
import { INK } from "./ink.ts";
import { SHAPES } from "./shapes.ts";
import { TALK } from "./talk.ts";
import { TOGETHER } from "./together.ts";
import { VIEW } from "./view.ts";
import { WRITING } from "./writing.ts";

/** For every engine. */
export const JOURNEYS: Journeys = { ...WRITING, ...VIEW };

/** For engines other than Chromium, in which tests/browser shows more of it. */
export const OTHER_JOURNEYS: Journeys = {
  ...INK,
  ...SHAPES,
  ...TOGETHER,
  ...FIRST_LOOK,
  ...FILES,
  ...ACCOUNT,
  ...EMBED,
};

/** For people with different browsers. */
export const MIXED_JOURNEYS: Journeys = { ...TALK, ...COMPANY };
