import type { Theme } from "../palette.ts";
import type { Shape } from "../shape.ts";
import { hexOfPaint } from "../style.ts";
import { FAMILIES } from "./font_family.ts";
import { letteringOf } from "./lettering.ts";
import { PARTS } from "./text_layout.ts";
import { runsOf, type TextRun } from "./text_run.ts";

/** What is written in a shape as SVG, from the shape's own top left corner; each run just so wide as it was laid out. */
export function svgText(shape: Shape, theme: Theme): string {
  const lettering = letteringOf(shape);
  if (lettering === undefined || lettering.layout.text === "") return "";
  const { layout, paint, x, y } = lettering;
  const { font, size } = layout.style;
  const runs = layout.lines.flatMap((line) =>
    runsOf(layout, line).map((run) => svgRun(run, x + run.x, y + line.baseline))
  );
  const face = `font-family="${escaped(FAMILIES[font])}" font-size="${round(size)}" font-kerning="none"`;
  return `<text ${face} fill="${hexOfPaint(paint, theme)}" xml:space="preserve">${runs.join("")}</text>`;
}

function svgRun({ text, width, isKnown, align }: TextRun, x: number, y: number): string {
  // Nothing comes behind it: it has the width that its letters have, which was but guessed.
  const isFree = !isKnown && align !== undefined;
  const length = width > 0 && !isFree ? ` textLength="${round(width)}" lengthAdjust="spacingAndGlyphs"` : "";
  const anchor = isFree ? ` text-anchor="${align}"` : "";
  return `<tspan x="${round(isFree ? x + width * PARTS[align] : x)}" y="${round(y)}"${anchor}${length}>${
    escaped(text)
  }</tspan>`;
}

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** For text and attributes. Half of a pair of surrogates, and what is no character, would break the whole file. */
function escaped(text: string): string {
  return text.replace(/\p{Cs}|[\ufffe\uffff]/gu, "\ufffd").replace(/[&<>"]/g, (character) => ENTITIES[character]);
}

function round(value: number): number {
  return +value.toFixed(2);
}
