import assert from "node:assert/strict";
import { COLORS, contrast, hexOf, PAPER, type Theme } from "../../../../board/palette.ts";
import { declarationsOf, styleSheets, tokens } from "../../../support/client/style_sheets.ts";

const THEMES: readonly Theme[] = ["light", "dark"];
/** Least contrast: of text and icons with their ground, and of states and edges with what is beside them (WCAG 1.4). */
const TEXT = 4.5, STATE = 3;

/** Grounds, and the tokens that text and icons on them may have. */
const TEXT_COLORS: Readonly<Record<string, readonly string[]>> = {
  "--paper": ["--ink", "--soft", "--accent", "--warn", "--bad"],
  "--panel": ["--ink", "--soft", "--accent", "--warn", "--bad"],
  "--hover": ["--ink", "--soft", "--accent", "--bad"],
  "--accent-soft": ["--ink", "--soft", "--accent"],
  "--found": ["--ink"],
  "--accent": ["--on-accent"],
  // Tooltips.
  "--ink": ["--paper"],
};

/** What shows a state, a choice or an edge, and the grounds beside it. */
const STATES: Readonly<Record<string, readonly string[]>> = {
  // The active tool, chosen styles, primary buttons; the mark of a chosen result.
  "--accent": ["--paper", "--panel", "--hover", "--accent-soft"],
  // The border of fields, which is all that shows them.
  "--edge": ["--paper", "--panel"],
  // The dot of an unread message.
  "--bad": ["--panel"],
};

/** Text colours that a component or the state of another element sets. */
const NO_TOKEN = ["inherit", "currentColor", "GrayText", "HighlightText", "var(--tone)"];
/** Grounds without text: what an element's own colour fills, lines, dots, and the veil behind a dialog. */
const NO_GROUND = ["--color", "--line", "--bad", "--veil", "--rainbow"];
/** WCAG exempts what cannot be used. */
const DISABLED = /disabled/;

for (const theme of THEMES) {
  Deno.test(`text and icons have contrast with every ground, in ${theme}`, () => {
    assert.deepEqual(tooClose(TEXT_COLORS, TEXT, theme), []);
  });

  Deno.test(`states and edges have contrast with their neighbours, in ${theme}`, () => {
    assert.deepEqual(tooClose(STATES, STATE, theme), []);
  });

  Deno.test(`initials have contrast with the colour of each person, in ${theme}`, () => {
    const [ink, panel] = [colorOf("--ink", theme), colorOf("--panel", theme)];
    const ratios = COLORS.map((color) => contrast(ink, blend(hexOf(color, theme), panel, 0.22)));
    assert.ok(Math.min(...ratios) >= TEXT, ratios.join());
  });
}

Deno.test("styles use no text colours and no grounds but those", () => {
  const texts = [...new Set(Object.values(TEXT_COLORS).flat()).values().map((name) => `var(${name})`), ...NO_TOKEN];
  const grounds = [...Object.keys(TEXT_COLORS), ...NO_GROUND].map((name) => `var(${name})`);
  const found = styleSheets().flatMap(({ path, css }) =>
    declarationsOf(css).flatMap(({ selector, property, value: important }) => {
      const value = important.replace(" !important", "");
      const isForeign = property === "color" && !DISABLED.test(selector)
        ? !texts.includes(value)
        : property.startsWith("background") && value.startsWith("var(") && !grounds.includes(value);
      return isForeign ? [`${path}: ${selector}: ${property}: ${value}`] : [];
    })
  );
  assert.deepEqual(found, []);
});

Deno.test("the page has the ground of the board", () => {
  for (const theme of THEMES) assert.equal(colorOf("--paper", theme), PAPER[theme]);
});

/** The pairs with too little contrast. */
function tooClose(pairs: Readonly<Record<string, readonly string[]>>, least: number, theme: Theme): string[] {
  return Object.entries(pairs).flatMap(([one, others]) =>
    others.flatMap((other) => {
      const ratio = contrast(colorOf(one, theme), colorOf(other, theme));
      return ratio < least ? [`${other} and ${one}: ${ratio.toFixed(2)}`] : [];
    })
  );
}

/** `#rrggbb` */
function colorOf(token: string, theme: Theme): string {
  const [light, dark = light] = tokens().get(token)!.match(/#[\da-f]{6}\b/gi)!;
  return theme === "light" ? light : dark;
}

/** As `color-mix(in srgb, color part, ground)`. */
function blend(color: string, ground: string, part: number): string {
  const mixed = [1, 3, 5].map((at) => {
    const [over, under] = [color, ground].map((hex) => parseInt(hex.slice(at, at + 2), 16));
    return Math.round(over * part + under * (1 - part)).toString(16).padStart(2, "0");
  });
  return `#${mixed.join("")}`;
}
