import { propertiesOf } from "../../../board/shape_reader.ts";
import type { Shape } from "../../../board/shape.ts";
import type { Changes } from "../shapes/shape_writer.ts";

/** The style properties of a shape, without position, content and kind. */
const STYLE = [
  "color",
  "width",
  "dash",
  "sketch",
  "stray",
  "fill",
  "fillColor",
  "hatchGap",
  "rounded",
  "corner",
  "opacity",
  "font",
  "fontSize",
  "align",
  "valign",
  "startHead",
  "endHead",
  "headSize",
] as const;

export type StyleCopy = ReadonlyMap<string, unknown>;

/** The style of a shape, with null for properties that its kind has but the shape does not set. */
export function styleOf(shape: Shape): StyleCopy {
  const possible = new Set(propertiesOf(shape.kind));
  const values = shape as unknown as Record<string, unknown>;
  return new Map(STYLE.filter((name) => possible.has(name)).map((name) => [name, values[name] ?? null]));
}

/** The changes that give shapes a style, limited to the properties that each kind has. */
export function styled(shapes: readonly Shape[], style: StyleCopy): Changes {
  return new Map(shapes.map((shape) => {
    const wearable = styleOf(shape);
    return [
      shape.id,
      Object.fromEntries([...style].filter(([name, value]) => wearable.has(name) && wearable.get(name) !== value)),
    ];
  }));
}
