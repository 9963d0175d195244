import { PAPER, type Theme } from "../palette.ts";
import type { Shape } from "../shape.ts";
import { hexOfPaint } from "../style.ts";
import { FAMILIES } from "./font_family.ts";
import { letteringOf } from "./lettering.ts";
import { runsOf, type TextRun } from "./text_run.ts";

/** What is written in a shape as SVG, from the shape's own top left corner; each run just so wide as it was laid out. */
export function svgText(shape: Shape, theme: Theme): string {
  const lettering = letteringOf(shape);
  if (lettering === undefined || lettering.layout.text === "") return "";
  const { layout, paint, x, y, ground } = lettering;
  const { font, size } = layout.style;
  const under = ground === undefined
    ? ""
    : `<rect x="${round(x - ground)}" y="${round(y - ground)}" width="${round(layout.w + 2 * ground)}" ` +
      `height="${round(layout.h + 2 * ground)}" fill="${PAPER[theme]}"/>`;
  const runs = layout.lines.flatMap((line) =>
    runsOf(layout, line).map((run) => svgRun(run, x + run.x, y + line.baseline))
  );
  const face = `font-family="${escaped(FAMILIES[font])}" font-size="${round(size)}" font-kerning="none"`;
  return `${under}<text ${face} fill="${hexOfPaint(paint, theme)}" xml:space="preserve">${runs.join("")}</text>`;
}

function svgRun({ text, width }: TextRun, x: number, y: number): string {
  const length = width > 0 ? ` textLength="${round(width)}" lengthAdjust="spacingAndGlyphs"` : "";
  return `<tspan x="${round(x)}" y="${round(y)}"${length}>${escaped(text)}</tspan>`;
}

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** For text and attributes. Half of a pair of surrogates, and what is no character, would break the whole file. */
function escaped(text: string): string {
  return text.replace(/\p{Cs}|[\ufffe\uffff]/gu, "\ufffd").replace(/[&<>"]/g, (character) => ENTITIES[character]);
}

function round(value: number): number {
  return +value.toFixed(2);
}
