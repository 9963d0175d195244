import type { Shape } from "../../../board/shape.ts";
import type { Editor } from "../../editor/editor.ts";
import { type Measure, measured, measuresOf } from "../../editor/selection/measures.ts";
import { ValueField } from "../controls/value_field.tsx";

const NAMES: Record<Measure, { sign: string; label: string }> = {
  x: { sign: "X", label: "From the left" },
  y: { sign: "Y", label: "From the top" },
  w: { sign: "W", label: "Width" },
  h: { sign: "H", label: "Height" },
  angle: { sign: "∠", label: "Angle, degrees" },
};

/** Fields for position, size and angle. */
export function MeasureFields({ editor, shapes }: { editor: Editor; shapes: readonly Shape[] }) {
  const measures = measuresOf(shapes);
  if (measures === undefined) return null;
  const isLocked = shapes.every(({ locked }) => locked);
  const take = (measure: Measure, typed: string) => {
    if (typed !== "" && Number(typed) !== rounded(measures[measure]!)) {
      editor.writer.change(measured(shapes, measure, Number(typed)));
    }
    return String(rounded(measuresOf(shapes.flatMap(({ id }) => editor.shapes.get(id) ?? []))?.[measure] ?? 0));
  };
  return (
    <div class="measures" role="group" aria-label="Place and size">
      {(Object.keys(measures) as Measure[]).map((measure) => (
        <label key={measure} class="measure" title={NAMES[measure].label}>
          <span aria-hidden="true">{NAMES[measure].sign}</span>
          <ValueField
            type="number"
            label={NAMES[measure].label}
            disabled={isLocked}
            value={String(rounded(measures[measure]!))}
            take={(typed) =>
              take(measure, typed)}
          />
        </label>
      ))}
    </div>
  );
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
