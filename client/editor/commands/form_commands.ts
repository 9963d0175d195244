import { type Form, FORMS } from "../../../board/style.ts";
import type { Command } from "../command.ts";
import type { Editor } from "../editor.ts";
import { formOf, withForm } from "../style/forms.ts";

const LABELS: Record<Form, string> = {
  rectangle: "Make it a rectangle",
  ellipse: "Make it an ellipse",
  diamond: "Make it a diamond",
  triangle: "Make it a triangle",
  hexagon: "Make it a hexagon",
  star: "Make it a star",
  cloud: "Make it a cloud",
};

/** Change the form of closed shapes. Text, look and arrows stay. */
export function formCommands({ selection, shapes, writer, canDraw }: Editor): readonly Command[] {
  const chosen = () => [...selection.ids.value].flatMap((id) => shapes.get(id) ?? []);
  return FORMS.map((form) => ({
    id: `form.${form}`,
    label: LABELS[form],
    group: "Style",
    keys: [],
    applies: () => {
      const now = formOf(chosen());
      return canDraw.value && now !== undefined && now !== form;
    },
    run: () => writer.change(withForm(chosen(), form)),
  }));
}
