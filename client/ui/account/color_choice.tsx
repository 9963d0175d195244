import { useId } from "preact/hooks";
import type { Signal } from "@preact/signals";
import { type Color, COLORS } from "../../../board/palette.ts";
import { ACCOUNT } from "../../messages/en/account/account.ts";
import { colorInTheme } from "./color_in_theme.ts";
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
