import { type Color, COLORS } from "../../../board/palette.ts";
import { paperFace } from "../../../board/kinds/note.ts";
import type { NoteShape } from "../../../board/shape.ts";
import type { Paint } from "../../../board/style.ts";
import { hexOfPaintOut } from "../css_color.ts";
import { paperOut } from "../paint_out.ts";
import { HUES } from "./tldraw_colors.ts";

/** The colours of lines. Those of ours have the same names there. */
const LINES = [
  ...COLORS.map((color) => [color, hexOfPaintOut(color)] as const),
  ...Object.entries(HUES).flatMap(([name, { line }]) => COLORS.includes(line as Color) ? [] : [[name, line] as const]),
];

/** The nearest of tldraw's thirteen colours. */
export function colorOut(paint: Paint): string {
  return COLORS.includes(paint as Color) ? paint : nearest(paint, LINES);
}

/** Papers whose colours differ by less than this are grey or white. */
const COLORLESS = 20;
const GREYS = ["grey", "white"];

/** The nearest paper: a light one of a colour is not grey. */
export function noteColorOut(note: NoteShape): string {
  const { paper } = paperOut(note);
  const channels = channelsOf(paper);
  const isGrey = Math.max(...channels) - Math.min(...channels) < COLORLESS;
  if (isGrey) return Math.min(...channels) > 247 ? "white" : "grey";
  const papers = Object.entries(HUES).filter(([name]) => !GREYS.includes(name));
  return nearest(paper, papers.map(([name, { paper }]) => [name, paperFace(paper)]), HUE_WEIGHT);
}

/** How much a different hue counts beside a different strength: a light green note is green, though yellow is as light. */
const HUE_WEIGHT = 5;

/** The highlighter of the same name, where ours has one, or the nearest. Both of its yellow ones look alike. */
export function highlightOut(paint: Paint): string {
  if (paint === "black") return "grey";
  if (COLORS.includes(paint as Color)) return paint;
  const { black: _, ...hues } = HUES;
  return nearest(paint, Object.entries(hues).map(([name, { highlight }]) => [name, highlight]));
}

type Named = readonly (readonly [name: string, hex: string])[];

/** @param hueWeight of a degree squared */
function nearest(hex: string, all: Named, hueWeight = 0): string {
  const wanted = channelsOf(hex);
  const far = (other: string) =>
    channelsOf(other).reduce((sum, value, i) => sum + (value - wanted[i]) ** 2, hueWeight * turnOf(hex, other) ** 2);
  return all.reduce((best, each) => far(each[1]) < far(best[1]) ? each : best)[0];
}

/** The colour of a line whose hue is nearest to that of this colour, however light it is. */
export function nearestHue(hex: string): string {
  const far = (other: string) =>
    channelsOf(other).every((value, _, all) => value === all[0]) ? 360 : turnOf(hex, other);
  return LINES.reduce((best, each) => far(each[1]) < far(best[1]) ? each : best)[0];
}

/** The difference of two hues, 0…180 */
function turnOf(one: string, other: string): number {
  return Math.abs((hueOf(one) - hueOf(other) + 540) % 360 - 180);
}

/** 0…360 */
function hueOf(hex: string): number {
  const [red, green, blue] = channelsOf(hex);
  return Math.atan2(Math.sqrt(3) * (green - blue), 2 * red - green - blue) * 180 / Math.PI + 360;
}

export function channelsOf(hex: string): number[] {
  return [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
}
