import type { Font } from "../style.ts";

/** By what a font is called in style sheets, and what stands in for it until it is there. */
export const FAMILIES: Readonly<Record<Font, string>> = {
  hand: '"Drawbridge Hand", "Comic Sans MS", cursive',
  sans: '"Drawbridge Sans", system-ui, sans-serif',
  serif: '"Drawbridge Serif", Georgia, serif',
  mono: '"Drawbridge Mono", ui-monospace, monospace',
};
