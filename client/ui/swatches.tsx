import { useId } from "preact/hooks";
import { type Color, COLORS, hexOf, type Theme } from "../../board/palette.ts";

interface SwatchesProps {
  readonly theme: Theme;
  readonly chosen: Color;
  readonly choose: (color: Color) => void;
}

/** The eight colours, as radio buttons: arrow keys walk through them, one Tab leaves them. */
export function Swatches({ theme, chosen, choose }: SwatchesProps) {
  const group = useId();
  return (
    <div class="swatches" role="radiogroup" aria-label="Colour">
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
  );
}

function nameOf(color: Color): string {
  return color[0].toUpperCase() + color.slice(1);
}
