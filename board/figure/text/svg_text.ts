import type { Shape } from "../../shape.ts";
import { FAMILIES } from "./font_family.ts";
import { letteringOf } from "./shape_text.ts";
import type { Lettering } from "./text_block.ts";
import { PARTS } from "./text_layout.ts";
import { orderedText, runsOf, type TextRun } from "./text_run.ts";

/**
 * The text of a shape as SVG, relative to its own top left corner. Each run is fitted to its width in the layout.
 *
 * @param colorOf the CSS colour of a text
 */
export function svgText(shape: Shape, colorOf: (lettering: Lettering) => string): string {
  const lettering = letteringOf(shape);
  if (lettering === undefined || lettering.layout.text === "") return "";
  const { layout, x, y } = lettering;
  const { font, size } = layout.style;
  const runs = layout.lines.flatMap((line) =>
    runsOf(layout, line).map((run) => svgRun(run, x + run.x, y + line.baseline))
  );
  const face = `font-family="${escaped(FAMILIES[font])}" font-size="${round(size)}" font-kerning="none"`;
  return `<text ${face} fill="${colorOf(lettering)}" xml:space="preserve">${runs.join("")}</text>`;
}

function svgRun(run: TextRun, x: number, y: number): string {
  const { width, isKnown, align } = run;
  // A run alone on its line keeps its natural width, because its layout width is only an estimate.
  const isFree = !isKnown && align !== undefined;
  const length = width > 0 && !isFree ? ` textLength="${round(width)}" lengthAdjust="spacingAndGlyphs"` : "";
  const anchor = isFree ? ` text-anchor="${align}"` : "";
  return `<tspan x="${round(isFree ? x + width * PARTS[align] : x)}" y="${round(y)}"${anchor}${length}>${
    escaped(orderedText(run))
  }</tspan>`;
}

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Escapes text and attributes. Lone surrogates and noncharacters would make the file invalid. */
export function escaped(text: string): string {
  return text.replace(/\p{Cs}|[\ufffe\uffff]/gu, "\ufffd").replace(/[&<>"]/g, (character) => ENTITIES[character]);
}

function round(value: number): number {
  return +value.toFixed(2);
}
