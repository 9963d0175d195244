import type { Font } from "../../style.ts";

/** The CSS font family of each font, with the fallbacks that are used until it is loaded. */
export const FAMILIES: Readonly<Record<Font, string>> = {
  hand: '"Drawbridge Hand", "Comic Sans MS", cursive',
  sans: '"Drawbridge Sans", system-ui, sans-serif',
  serif: '"Drawbridge Serif", Georgia, serif',
  mono: '"Drawbridge Mono", ui-monospace, monospace',
};
