import { FAMILIES } from "../../board/figure/text/font_family.ts";
import { letteringOf } from "../../board/figure/text/shape_text.ts";
import type { Shape } from "../../board/shape.ts";
import { faceRules } from "../render/paint/face_rules.ts";

/** A `@font-face` rule of the page's style sheets: the source of a part of a font. */
export interface Face {
  readonly family: string;
  readonly url: string;
  readonly range: string;
}

/**
 * CSS that embeds the fonts of the shapes, because a stand-alone picture cannot load any. It contains only the parts
 * whose letters are used. A font that fails to load is omitted, and the viewer uses a fallback.
 */
export async function fontFacesFor(shapes: Iterable<Shape>): Promise<string> {
  const written = new Map<string, Set<number>>();
  for (const shape of shapes) {
    const layout = letteringOf(shape)?.layout;
    if (layout === undefined) continue;
    const family = FAMILIES[layout.style.font].split(",")[0];
    const letters = written.get(family) ?? new Set();
    for (const letter of layout.text) letters.add(letter.codePointAt(0)!);
    written.set(family, letters);
  }
  const needed = faces().filter(({ family, range }) => {
    const letters = written.get(family);
    return letters !== undefined && holdsAny(range, letters);
  });
  const parts = await Promise.all(needed.map(embedded));
  return parts.length === 0 ? "" : `${parts.join("")}text{font-kerning:none}`;
}

/** The faces of the page. */
export function faces(): Face[] {
  return faceRules().map(({ sheet, rule: { style } }) => ({
    family: style.getPropertyValue("font-family"),
    range: style.getPropertyValue("unicode-range"),
    url: new URL(/url\("([^"]+)"\)/.exec(style.getPropertyValue("src"))?.[1] ?? "", sheet.href ?? location.href).href,
  }));
}

/** @param range as in CSS: "U+0-FF, U+131" */
function holdsAny(range: string, letters: ReadonlySet<number>): boolean {
  return range.split(",").some((part) => {
    const [, from, to = from] = /U\+([0-9a-f]+)(?:-([0-9a-f]+))?/i.exec(part) ?? [];
    const [low, high] = [parseInt(from, 16), parseInt(to, 16)];
    return [...letters].some((letter) => letter >= low && letter <= high);
  });
}

async function embedded({ family, url, range }: Face): Promise<string> {
  try {
    const response = await fetch(url);
    if (!response.ok) return "";
    const bytes = new Uint8Array(await response.arrayBuffer());
    let binary = "";
    for (const byte of bytes) binary += String.fromCharCode(byte);
    const src = `url(data:font/woff2;base64,${btoa(binary)}) format("woff2")`;
    return `@font-face{font-family:${family};src:${src};unicode-range:${range}}`;
  } catch {
    return "";
  }
}
