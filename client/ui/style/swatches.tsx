import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import { type Color, COLORS, hexOf, type Theme } from "../../../board/palette.ts";
import { CONTROLS } from "../../messages/en/controls.ts";
import { INTERFACE } from "../../messages/en/interface.ts";
import { COLOR_NAMES } from "../../messages/en/style/colors.ts";

interface SwatchesProps {
  readonly theme: Theme;
  /** A value outside the palette selects no swatch. */
  readonly chosen: string | undefined;
  readonly choose: (color: Color) => void;
  readonly label?: string;
  /** Other ways to choose a colour, after the eight swatches. */
  readonly children?: ComponentChildren;
}

/** The eight palette colours, as radio buttons: arrow keys move between them, one Tab leaves them. */
export function Swatches({ theme, chosen, choose, label = INTERFACE.color, children }: SwatchesProps) {
  const group = useId();
  return (
    <div class="swatches" role="group" aria-label={label}>
      <div
        class="swatch-set"
        role="radiogroup"
        aria-label={chosen === undefined ? CONTROLS.mixed({ property: label }) : label}
      >
        {COLORS.map((color) => (
          <label key={color} class="choice" title={nameOf(color)} style={{ "--color": hexOf(color, theme) }}>
            <input
              type="radio"
              name={group}
              aria-label={nameOf(color)}
              checked={color === chosen}
              onChange={() =>
                choose(color)}
            />
            <span class="swatch" />
          </label>
        ))}
      </div>
      {children}
    </div>
  );
}

function nameOf(color: Color): string {
  const name = COLOR_NAMES[color];
  return name[0].toLocaleUpperCase() + name.slice(1);
}
