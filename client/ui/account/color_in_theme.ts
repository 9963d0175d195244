import { type Color, hexOf } from "../../../board/palette.ts";

/** The colour in CSS, which follows the theme. */
export function colorInTheme(color: Color): string {
  return `light-dark(${hexOf(color, "light")}, ${hexOf(color, "dark")})`;
}
