import { useId } from "preact/hooks";
import type { Signal } from "@preact/signals";
import { type Color, COLORS, hexOf } from "../../../board/palette.ts";
import { ACCOUNT } from "../../messages/en/account/account.ts";
import { COLOR_NAMES } from "../../messages/en/style/colors.ts";

/** The colours of the palette. Not `Swatches` of a board, which would load a part of the board's page. */
export function ColorChoice({ color }: { color: Signal<Color> }) {
  const group = useId();
  return (
    <fieldset class="swatches">
      <legend class="field-label">{ACCOUNT.color}</legend>
      {COLORS.map((each) => (
        <label key={each} class="choice" title={COLOR_NAMES[each]} style={{ "--color": colorInTheme(each) }}>
          <input
            type="radio"
            name={group}
            aria-label={COLOR_NAMES[each]}
            checked={each === color.value}
            onChange={() =>
              color.value = each}
          />
          <span class="swatch" />
        </label>
      ))}
    </fieldset>
  );
}

/** The colour in CSS, which follows the theme. */
export function colorInTheme(color: Color): string {
  return `light-dark(${hexOf(color, "light")}, ${hexOf(color, "dark")})`;
}
