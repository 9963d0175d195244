import { type Color, COLORS } from "../../../board/palette.ts";
import type { Command } from "../command.ts";
import type { Editor } from "../editor.ts";
import { sizeOf, STROKE_SIZES, STROKE_WIDTH } from "../style/style.ts";
import { MIXED } from "../style/styling.ts";

/**
 * Brackets change the line width, as in paint programs. With a selection they change the paint order instead. Colour
 * commands change the selection, or the next shape.
 */
export function styleCommands({ styling, selection, canDraw }: Editor): readonly Command[] {
  const has = (property: "color" | "width") => canDraw.value && property in styling.styled.value.values;
  const hasWidth = () => has("width") && selection.ids.value.size === 0;
  const stepColor = (by: number) => {
    const { color = MIXED } = styling.styled.peek().values;
    const at = color === MIXED ? -1 : COLORS.indexOf(color as Color);
    styling.set("color", at < 0 ? COLORS[0] : COLORS[(at + by + COLORS.length) % COLORS.length]);
  };
  const stepWidth = (by: number) => {
    const { width = MIXED } = styling.styled.peek().values;
    const next = width === MIXED ? "m" : STROKE_SIZES[STROKE_SIZES.indexOf(sizeOf(width)) + by];
    if (next) styling.set("width", STROKE_WIDTH[next]);
  };
  const command = (id: string, label: string, key: string, rest: Pick<Command, "applies" | "run">): Command => ({
    id,
    label,
    group: "Style",
    keys: [key],
    ...rest,
  });
  const hasColor = () => has("color");
  return [
    command("style.thinner", "Thinner line", "[", { applies: hasWidth, run: () => stepWidth(-1) }),
    command("style.thicker", "Thicker line", "]", { applies: hasWidth, run: () => stepWidth(1) }),
    command("style.color", "Next colour", "C", { applies: hasColor, run: () => stepColor(1) }),
    command("style.color.back", "Previous colour", "Shift+C", { applies: hasColor, run: () => stepColor(-1) }),
  ];
}
