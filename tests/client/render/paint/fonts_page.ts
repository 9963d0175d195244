import { Fonts } from "../../../../client/render/paint/fonts.ts";
import type { Font } from "../../../../board/style.ts";
import { FakeClock } from "../../../support/fake_clock.ts";

const clock = new FakeClock();
let loads = 0;
const fonts = new Fonts(() => loads++, clock);

/** What a test calls. */
const driver = {
  isReady: (font: Font, text: string) => fonts.isReady(font, text),
  load: (font: Font, text: string) => fonts.load(font, text),
  loads: () => loads,
  pass: (ms: number) => clock.pass(ms),
  pending: () => clock.pending,
  close: () => fonts.close(),
};
Object.assign(globalThis, { driver });

export type FontsDriver = typeof driver;
