import type { Theme } from "../palette.ts";

/** A highlighter lets what it marks stay readable: dark ink stays dark on light paper, light ink light on dark. */
export const HIGHLIGHT_BLEND = { light: "multiply", dark: "screen" } as const satisfies Record<Theme, string>;

export const HIGHLIGHT_OPACITY: Record<Theme, number> = { light: 0.45, dark: 0.4 };
