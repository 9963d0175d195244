import type { Shape } from "../../../board/shape.ts";
import type { Editor } from "../../editor/editor.ts";
import { measured } from "../../editor/selection/measured.ts";
import { type Measure, measuresOf } from "../../editor/selection/measures.ts";
import { ValueField } from "../controls/value_field.tsx";
import { STYLES } from "../../messages/en/style/styles.ts";

const SIGNS: Record<Measure, string> = { x: "X", y: "Y", w: "W", h: "H", angle: "∠", corner: "R" };

/** Fields for position, size, angle and corners. */
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
    <div class="measures" role="group" aria-label={STYLES.exact}>
      {(Object.keys(measures) as Measure[]).map((measure) => (
        <label key={measure} class="measure" title={STYLES[measure]}>
          <span aria-hidden="true">{SIGNS[measure]}</span>
          <ValueField
            type="number"
            label={STYLES[measure]}
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
