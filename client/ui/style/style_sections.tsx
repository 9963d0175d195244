import { useComputed } from "@preact/signals";
import { ALIGNS, DASHES, FILLS, FONTS, FORMS, ROUTES, USUAL_HEADS } from "../../../board/style.ts";
import type { Editor } from "../../editor/editor.ts";
import { formOf, withForm } from "../../editor/style/forms.ts";
import { MIXED } from "../../editor/style/styling.ts";
import { INK_STYLES } from "../../messages/en/style/ink_styles.ts";
import { STYLES } from "../../messages/en/style/styles.ts";
import { Choices } from "../controls/choices.tsx";
import { Icon } from "../controls/icon.tsx";
import { iconOf } from "../controls/board_icons.ts";
import { PANEL_ICONS } from "../controls/panel_icons.ts";
import { WidthChoice } from "./ink_styles.tsx";
import { MoreHeads } from "./more_heads.tsx";
import { OpacityField } from "./opacity_field.tsx";
import { PaintField } from "./paint_field.tsx";
import { StyleChoice } from "./style_choice.tsx";
import { DASH_FACES, FILL_FACES, FontFace, HeadFace, ROUTE_FACES, SizeFace } from "./style_faces.tsx";
import { StylePart } from "./style_part.tsx";
import { StyleToggles } from "./style_toggles.tsx";

interface SectionProps {
  readonly editor: Editor;
}

const FILL = {
  none: "noFill",
  semi: "lightFill",
  solid: "solidFill",
  hatch: "hatched",
  "cross-hatch": "crossHatched",
} as const;
const ROUTE = { straight: "straight", curve: "curved", elbow: "elbow" } as const;
const FONT = { hand: "handWritten", sans: "sans", serif: "serif", mono: "mono" } as const;
const ALIGN = { start: "left", middle: "centre", end: "right" } as const;
const SIZES = [[14, "small", "S"], [20, "medium", "M"], [28, "large", "L"], [44, "veryLarge", "XL"]] as const;

/** Colour, line and opacity. */
export function LineSection({ editor }: SectionProps) {
  return (
    <>
      <Paint editor={editor} property="color" label={INK_STYLES.color} />
      <WidthChoice editor={editor} />
      <StyleChoice
        editor={editor}
        property="dash"
        label={STYLES.line}
        choices={DASHES.map((value) => ({ value, label: STYLES[value], face: DASH_FACES[value] }))}
      />
      <OpacityField editor={editor} />
    </>
  );
}

/** Form and fill of a closed shape, route and ends of an arrow, and how it is drawn. */
export function ShapeSection({ editor }: SectionProps) {
  return (
    <>
      <FormChoice editor={editor} />
      <StyleChoice
        editor={editor}
        property="fill"
        label={STYLES.fill}
        choices={FILLS.map((value) => ({ value, label: STYLES[FILL[value]], face: FILL_FACES[value] }))}
      />
      <StyleChoice
        editor={editor}
        property="route"
        label={STYLES.route}
        choices={ROUTES.map((value) => ({ value, label: STYLES[ROUTE[value]], face: ROUTE_FACES[value] }))}
      />
      <StyleToggles editor={editor} />
      <Paint editor={editor} property="fillColor" label={STYLES.fillColor} />
      {([["startHead", "start"], ["endHead", "end"]] as const).map(([property, label]) => (
        <StyleChoice
          key={property}
          editor={editor}
          property={property}
          label={STYLES[label]}
          choices={USUAL_HEADS.map((value) => ({
            value,
            label: STYLES[value],
            face: <HeadFace head={value} isStart={label === "start"} />,
          }))}
        />
      ))}
      <MoreHeads editor={editor} />
    </>
  );
}

/** Font, alignment and size. */
export function TextSection({ editor }: SectionProps) {
  return (
    <>
      <StyleChoice
        editor={editor}
        property="font"
        label={STYLES.font}
        choices={FONTS.map((value) => ({ value, label: STYLES[FONT[value]], face: <FontFace font={value} /> }))}
      />
      <StyleChoice
        editor={editor}
        property="align"
        label={STYLES.align}
        choices={ALIGNS.map((value) => ({
          value,
          label: STYLES[ALIGN[value]],
          face: <Icon name={PANEL_ICONS[`align-${value}`]} />,
        }))}
      />
      <StyleChoice
        editor={editor}
        property="fontSize"
        label={STYLES.size}
        choices={SIZES.map(([value, label, letters]) => ({
          value,
          label: STYLES[label],
          face: <SizeFace letters={letters} />,
        }))}
      />
    </>
  );
}

function Paint({ editor, property, label }: SectionProps & { property: "color" | "fillColor"; label: string }) {
  const { styling } = editor;
  const { values } = styling.styled.value;
  if (!(property in values)) return null;
  const value = values[property];
  const isMixed = value === MIXED;
  return (
    <StylePart label={label} isMixed={isMixed} look={property === "color" ? "paint" : "paint is-fill"}>
      <PaintField
        label={label}
        theme={editor.theme.value}
        chosen={isMixed ? undefined : value}
        choose={(value) => styling.set(property, value)}
        preview={(value) => styling.preview(property, value)}
      />
    </StylePart>
  );
}

function FormChoice({ editor }: SectionProps) {
  const { selection } = editor;
  const form = useComputed(() => formOf(selection.shapes())).value;
  if (form === undefined) return null;
  const isMixed = form === MIXED;
  return (
    <StylePart label={STYLES.shape} isMixed={isMixed}>
      <Choices
        label={STYLES.shape}
        choices={FORMS.map((value) => ({ value, label: STYLES[value], face: <Icon name={iconOf(value)} /> }))}
        chosen={isMixed ? undefined : form}
        choose={(value) => editor.writer.change(withForm(selection.shapes(), value))}
      />
    </StylePart>
  );
}
