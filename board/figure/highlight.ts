import type { Theme } from "../palette.ts";

/**
 * Blend modes that keep highlighted ink readable: dark ink stays dark on light paper, light ink stays light on dark
 * paper.
 */
export const HIGHLIGHT_BLEND = { light: "multiply", dark: "screen" } as const satisfies Record<Theme, string>;

const OPACITY: Record<Theme, number> = { light: 0.45, dark: 0.4 };

/** Opacity of a highlighter's ink, 0…1. */
export function highlightOpacity({ strength }: { readonly strength?: number }, theme: Theme): number {
  return strength ?? OPACITY[theme];
}
