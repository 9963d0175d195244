import type { ShapeStyle } from "../../tools/tool.ts";
import type { Editor } from "../../editor/editor.ts";
import type { StyleProperty } from "../../editor/style/shape_defaults.ts";
import { MIXED } from "../../editor/style/styling.ts";
import { type Choice, Choices } from "../controls/choices.tsx";
import { StylePart } from "./style_part.tsx";

interface StyleChoiceProps<P extends StyleProperty> {
  readonly editor: Editor;
  readonly property: P;
  readonly label: string;
  readonly choices: readonly Choice<ShapeStyle[P]>[];
}

/** A row of icons for one property. Absent when the property applies to no selected shape. */
export function StyleChoice<P extends StyleProperty>({ editor, property, label, choices }: StyleChoiceProps<P>) {
  const { styling } = editor;
  const { values } = styling.styled.value;
  if (!(property in values)) return null;
  const value = values[property];
  const isMixed = value === MIXED;
  return (
    <StylePart label={label} isMixed={isMixed}>
      <Choices
        label={label}
        choices={choices}
        chosen={isMixed ? undefined : value as ShapeStyle[P]}
        choose={(value) => styling.set(property, value)}
      />
    </StylePart>
  );
}
