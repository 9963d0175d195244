import assert from "node:assert/strict";
import {
  type Declaration,
  declarationsOf,
  styleSheets,
  tokens,
  withoutComments,
} from "../../../support/client/style_sheets.ts";

/** `tokens.css` sets the tokens, `fonts.css` and `pdf_fonts.css` name files. */
const EXCEPT = ["ui/page/tokens.css", "ui/page/fonts.css", "ui/dialog/pdf_fonts.css"];

/** Distances between and inside of elements, CSS pixels. */
const SPACING = [0, 1, 2, 3, 4, 6, 8, 10, 12, 14, 16, 20, 24, 28, 48];

const COLOR = /#[\da-f]{3,8}\b|\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|light-dark)\(|\b(?:white|black|gray|red)\b/i;
/** A ring or a line of a token's or the system's colour: `0 0 0 3px var(--panel)`, `inset 0 -2px var(--accent)`. */
const RING = /^(?:inset )?0 (?:0 0 \d+px|-?\d+px) (?:var\(--[\w-]+\)|[A-Z]\w+)$/;

/** What is wrong with the value of a declaration; undefined when it comes from tokens. */
function strayIn({ property, value }: Declaration): string | undefined {
  const parts = value.replaceAll(/\b(?:!important|inherit)\b/g, "").split(" ").filter((part) => part !== "");
  if (COLOR.test(value.replaceAll(/var\([^()]*\)/g, ""))) return "colour";
  if (property === "font-size" && !parts.every((part) => /^var\(--text-/.test(part))) return "text size";
  if (property === "font" && /\d(?:px|r?em|%)/.test(value)) return "text size";
  if (property.endsWith("radius") && !parts.every((part) => /^(?:var\(--radius-.*|0|50%)$/.test(part))) return "radius";
  if (property === "box-shadow" && !/^(?:none|var\(--shadow\))$/.test(value)) {
    if (!value.split(", ").every((shadow) => RING.test(shadow))) return "shadow";
  }
  if (property === "z-index" && !/^var\(--above-/.test(value)) return "layer";
  if (/^(?:animation|transition)/.test(property) && /(?<![\w-])(?!0s)[\d.]+m?s\b/.test(value)) return "duration";
  if (/^(?:gap|row-gap|column-gap|padding|margin)/.test(property) && !/\bcalc|\bclamp|\benv/.test(value)) {
    const distances = [...value.matchAll(/(-?[\d.]+)px/g)].map(([, px]) => Math.abs(Number(px)));
    if (distances.some((px) => !SPACING.includes(px))) return "distance";
  }
}

function straysIn(css: string): string[] {
  return declarationsOf(css).flatMap((each) => {
    const kind = strayIn(each);
    return kind === undefined ? [] : [`${each.selector}: ${kind} of its own: ${each.property}: ${each.value}`];
  });
}

Deno.test("colours, sizes, radii, shadows, layers and durations come from tokens", () => {
  const sheets = styleSheets().filter(({ path }) => !EXCEPT.includes(path));
  assert.ok(sheets.length > 20);
  assert.deepEqual(sheets.flatMap(({ path, css }) => straysIn(css).map((stray) => `${path}: ${stray}`)), []);
});

Deno.test("values outside of tokens are found", () => {
  const strays = [
    "color: #fff",
    "background: light-dark(white, var(--ink))",
    "font-size: 13px",
    "font: 12px/1.5 monospace",
    "border-radius: var(--radius-s) 5px",
    "box-shadow: 0 2px 4px var(--ink)",
    "z-index: 3",
    "animation: appear 90ms both",
    "transition: transform .2s",
    "padding: 7px 8px",
    "margin-top: -13px",
  ];
  for (const stray of strays) assert.equal(straysIn(`@media print { a { ${stray}; } }`).length, 1, stray);
  const fine = "a { color: var(--ink); font: inherit; border-radius: 50%; box-shadow: 0 0 0 2px var(--ink); " +
    "animation: appear var(--calm) both; transition-duration: 0s !important; gap: 4px 16px; margin: calc(3px + 18px); }";
  assert.deepEqual(straysIn(fine), []);
});

Deno.test("every token is used, and every token that is used exists", () => {
  const known = tokens();
  const sheets = styleSheets();
  const used = new Set(sheets.flatMap(({ css }) => [...css.matchAll(/var\((--[\w-]+)/g)].map(([, name]) => name)));
  assert.deepEqual([...known.keys()].filter((name) => !used.has(name)), []);
  const set = new Set(sheets.flatMap(({ css }) => declarationsOf(css).map(({ property }) => property)));
  // Set by components, for one element.
  const ofElements = ["--color", "--part"];
  assert.deepEqual([...used].filter((name) => !known.has(name) && !set.has(name) && !ofElements.includes(name)), []);
});

Deno.test("the page for errors, which stands alone, has the colours of the tokens", () => {
  const css = withoutComments(Deno.readTextFileSync(new URL("../../../../static/error.css", import.meta.url)));
  const colors = new Set(css.match(/#[\da-f]{6}\b/g));
  assert.ok(colors.size > 6);
  const known = [...tokens().values()].join();
  assert.deepEqual([...colors].filter((color) => !known.includes(color)), []);
});

Deno.test("no rule is for the pseudo-elements of all elements, which the browser would then compute for each", () => {
  const universal = /(?:^|[\s>+~,(])\*?::?(?:before|after)\b/;
  const found = styleSheets().flatMap(({ path, css }) =>
    declarationsOf(css).filter(({ selector }) => universal.test(selector)).map(({ selector }) => `${path}: ${selector}`)
  );
  assert.deepEqual(found, []);
});

Deno.test("with less motion every duration is 0", () => {
  const { css } = styleSheets().find(({ path }) => path === "ui/page/tokens.css")!;
  const durations = new Set(
    styleSheets().flatMap(({ css }) => declarationsOf(css))
      .filter(({ property }) => /^(?:animation|transition)/.test(property))
      // The second time of an animation is its delay.
      .flatMap(({ value }) => value.split(/,(?![^(]*\))/).map((each) => /var\((--[\w-]+)\)/.exec(each)?.[1]))
      .filter((token) => token !== undefined),
  );
  assert.ok(durations.size >= 3, [...durations].join());
  for (
    const where of [/prefers-reduced-motion: reduce\) \{\s*:root \{([^}]*)\}/, /\[data-motion="less"\] \{([^}]*)\}/]
  ) {
    const still = where.exec(css)![1];
    assert.deepEqual([...durations].filter((token) => !still.includes(`${token}: 0s;`)), []);
  }
});
