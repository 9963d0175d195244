/**
 * The eight colours. A shape stores the name. The displayed colour depends on the viewer's theme, so ink that was drawn
 * on a light board is readable on a dark one.
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

/**
 * The text colour for a background: white or black, whichever has the higher contrast. The contrast is at least 4.5 : 1
 * on any colour.
 *
 * @param ground `#rrggbb`
 */
export function inkOn(ground: string): string {
  return contrast("#ffffff", ground) >= contrast("#000000", ground) ? "#ffffff" : "#000000";
}

/** Contrast ratio (WCAG 2.2) of two colours, `#rrggbb`: 1…21. */
export function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** Relative luminance (WCAG 2.2), 0…1. */
function luminance(hex: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const value = parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Background of the board. */
export const PAPER: Record<Theme, string> = { light: "#ffffff", dark: "#17181b" };

export function isColor(value: unknown): value is Color {
  return COLORS.includes(value as Color);
}

export function hexOf(color: Color, theme: Theme): string {
  return HEX[theme][color];
}
