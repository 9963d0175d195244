/**
 * The eight colours. A shape stores the name; what it looks like depends on the theme of whoever looks, so that ink
 * drawn on a light board is readable on a dark one.
 */
export const COLORS = ["black", "grey", "red", "orange", "yellow", "green", "blue", "violet"] as const;

export type Color = typeof COLORS[number];

export type Theme = "light" | "dark";

const HEX: Record<Theme, Record<Color, string>> = {
  light: {
    black: "#1d1d20",
    grey: "#7c828c",
    red: "#d93a3a",
    orange: "#e8711c",
    yellow: "#e3aa00",
    green: "#1f9254",
    blue: "#2b6fdb",
    violet: "#8447d6",
  },
  dark: {
    black: "#f1f2f4",
    grey: "#9aa1ad",
    red: "#ff6b66",
    orange: "#ff9a4d",
    yellow: "#f5cb45",
    green: "#4cc783",
    blue: "#6aa5ff",
    violet: "#b98aff",
  },
};

/** Board background under the ink. */
export const PAPER: Record<Theme, string> = { light: "#ffffff", dark: "#17181b" };

export function isColor(value: unknown): value is Color {
  return COLORS.includes(value as Color);
}

export function hexOf(color: Color, theme: Theme): string {
  return HEX[theme][color];
}
