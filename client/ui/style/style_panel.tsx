import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import { hexOf } from "../../../board/palette.ts";
import { ALIGNS, DASHES, FILLS, FONTS, FORMS, HEADS, hexOfPaint, ROUTES } from "../../../board/style.ts";
import type { Command } from "../../editor/command.ts";
import type { Editor } from "../../editor/editor.ts";
import { formOf, withForm } from "../../editor/style/forms.ts";
import { STROKE_SIZES, STROKE_WIDTH } from "../../editor/style/style.ts";
import { MIXED, type Styled } from "../../editor/style/styling.ts";
import { Choices } from "../controls/choices.tsx";
import { ExactFields } from "./exact_fields.tsx";
import { Icon, iconOf } from "../controls/icon.tsx";
import { PaintField } from "./paint_field.tsx";
import { PANEL_ICONS } from "../controls/panel_icons.ts";
import { SelectionBar } from "./selection_bar.tsx";
import { DASH_FACES, FILL_FACES } from "./style_faces.tsx";
import { STYLES } from "../../messages/en/styles.ts";

type Values = Styled["values"];
type Look = { [P in keyof Values]-?: Exclude<NonNullable<Values[P]>, typeof MIXED> };

const WIDTHS = { s: "thin", m: "medium", l: "thick", xl: "veryThick" } as const;
const FILL = { none: "noFill", semi: "lightFill", solid: "solidFill", hatch: "hatched" } as const;
const ROUTE = { straight: "straight", curve: "curved", elbow: "elbow" } as const;
const FONT = { hand: "handWritten", sans: "sans", serif: "serif", mono: "mono" } as const;
const ALIGN = { start: "left", middle: "centre", end: "right" } as const;
const FONT_SIZE = { 14: "small", 20: "medium", 28: "large", 44: "veryLarge" } as const;

/** All style choices for the selection, or for the next shape. Those that do not apply are absent. */
export function StylePanel({ editor, commands }: { editor: Editor; commands: readonly Command[] }) {
  const { styling } = editor;
  useEffect(() => () => styling.endPreview(), [styling]);
  const { shapes, values, anyColor } = styling.styled.value;
  const theme = editor.theme.value;
  const valueOf = <P extends keyof Look>(property: P): Look[P] | undefined => {
    const value = values[property];
    return value === MIXED ? undefined : value as Look[P] | undefined;
  };
  const has = (property: keyof Look) => property in values;
  const set = <P extends keyof Look>(property: P) => (value: Look[P]) => styling.set(property, value as never);
  const paint = (property: "color" | "fillColor", label: string) => (
    <PaintField
      label={label}
      theme={theme}
      anyColor={anyColor}
      chosen={valueOf(property)}
      choose={set(property)}
      preview={(value) => styling.preview(property, value)}
    />
  );
  const color = valueOf("color");
  const form = formOf(shapes);
  return (
    <div
      class="styles"
      onFocusOut={() => styling.endPreview()}
      style={{ "--color": color ? hexOfPaint(color, theme) : hexOf("grey", theme) }}
    >
      {has("color") && (
        <Part label={STYLES.color} isWide isMixed={values.color === MIXED}>{paint("color", STYLES.color)}</Part>
      )}
      {has("width") && (
        <Part label={STYLES.width} isMixed={values.width === MIXED}>
          <Choices
            label={STYLES.width}
            choices={STROKE_SIZES.map((size) => ({
              value: STROKE_WIDTH[size],
              label: STYLES[WIDTHS[size]],
              face: <span class={`nib nib-${size}`} />,
            }))}
            chosen={valueOf("width")}
            choose={set("width")}
          />
        </Part>
      )}
      {has("dash") && (
        <Part label={STYLES.line} isMixed={values.dash === MIXED}>
          <Choices
            label={STYLES.line}
            choices={DASHES.map((value) => ({ value, label: STYLES[value], face: DASH_FACES[value] }))}
            chosen={valueOf("dash")}
            choose={set("dash")}
          />
        </Part>
      )}
      {has("fill") && (
        <Part label={STYLES.fill} isMixed={values.fill === MIXED}>
          <Choices
            label={STYLES.fill}
            choices={FILLS.map((value) => ({ value, label: STYLES[FILL[value]], face: FILL_FACES[value] }))}
            chosen={valueOf("fill")}
            choose={set("fill")}
          />
        </Part>
      )}
      {has("fillColor") && (
        <Part label={STYLES.fillColor} isWide isMixed={values.fillColor === MIXED}>
          {paint("fillColor", STYLES.fillColor)}
        </Part>
      )}
      {(has("sketch") || has("rounded")) && (
        <div class="toggles">
          <Toggle label={STYLES.handDrawn} value={values.sketch} set={set("sketch")} />
          <Toggle label={STYLES.rounded} value={values.rounded} set={set("rounded")} />
          <Toggle label={STYLES.smooth} value={values.smooth} set={set("smooth")} />
        </div>
      )}
      {form !== undefined && (
        <Part label={STYLES.shape} isWide isMixed={form === MIXED}>
          <Choices
            label={STYLES.shape}
            look="forms"
            choices={FORMS.map((value) => ({ value, label: STYLES[value], face: <Icon name={iconOf(value)} /> }))}
            chosen={form === MIXED ? undefined : form}
            choose={(value) => editor.writer.change(withForm(shapes, value))}
          />
        </Part>
      )}
      {has("route") && (
        <>
          <Select
            label={STYLES.route}
            name={(value) => STYLES[ROUTE[value]]}
            all={ROUTES}
            value={values.route}
            set={set("route")}
          />
          <Select
            label={STYLES.start}
            name={(value) => STYLES[value]}
            all={HEADS}
            value={values.startHead}
            set={set("startHead")}
          />
          <Select
            label={STYLES.end}
            name={(value) => STYLES[value]}
            all={HEADS}
            value={values.endHead}
            set={set("endHead")}
          />
        </>
      )}
      {has("font") && (
        <>
          <Select
            label={STYLES.font}
            name={(value) => STYLES[FONT[value]]}
            all={FONTS}
            value={values.font}
            set={set("font")}
          />
          <Select
            label={STYLES.size}
            name={(value) => STYLES[FONT_SIZE[value as "14"]]}
            all={Object.keys(FONT_SIZE)}
            value={values.fontSize === MIXED ? MIXED : String(values.fontSize)}
            set={(value) => styling.set("fontSize", Number(value))}
          />
          <Part label={STYLES.align} isMixed={values.align === MIXED}>
            <Choices
              label={STYLES.align}
              choices={ALIGNS.map((value) => ({
                value,
                label: STYLES[ALIGN[value]],
                face: <Icon name={PANEL_ICONS[`align-${value}`]} />,
              }))}
              chosen={valueOf("align")}
              choose={set("align")}
            />
          </Part>
        </>
      )}
      {has("opacity") && (
        <Part label={STYLES.opacity} isMixed={values.opacity === MIXED}>
          <input
            type="range"
            min={10}
            max={100}
            step={5}
            aria-label={STYLES.opacityPercent}
            value={(valueOf("opacity") ?? 1) * 100}
            onInput={({ currentTarget }) => styling.preview("opacity", currentTarget.valueAsNumber / 100)}
            onChange={({ currentTarget }) => styling.set("opacity", currentTarget.valueAsNumber / 100)}
          />
        </Part>
      )}
      {shapes.length > 0 && <ExactFields editor={editor} shapes={shapes} />}
      {shapes.length > 0 && <SelectionBar commands={commands} />}
    </div>
  );
}

/** A choice with its label. A wide one has no label, since it explains itself, unless its values differ. */
function Part({ label, isWide = false, isMixed = false, children }: {
  label: string;
  isWide?: boolean;
  isMixed?: boolean;
  children: ComponentChildren;
}) {
  return (
    <div class={isWide ? "part wide-part" : "part"}>
      {(isMixed || !isWide) && (
        <span class="part-label">
          {label}
          {isMixed && <i>{STYLES.mixedNote}</i>}
        </span>
      )}
      {children}
    </div>
  );
}

/** `value` is undefined when the toggle does not apply; then nothing is shown. */
function Toggle({ label, value, set }: {
  label: string;
  value: boolean | typeof MIXED | undefined;
  set: (value: boolean) => void;
}) {
  if (value === undefined) return null;
  const isMixed = value === MIXED;
  return (
    <button
      type="button"
      class="toggle"
      aria-pressed={isMixed ? "mixed" : value}
      onClick={() => set(isMixed || !value)}
    >
      {label}
    </button>
  );
}

function Select<T extends string>({ label, name, all, value, set }: {
  label: string;
  name: (value: T) => string;
  all: readonly T[];
  value: T | typeof MIXED | undefined;
  set: (value: T) => void;
}) {
  const isListed = value !== MIXED && all.includes(value as T);
  return (
    <label class="part">
      <span class="part-label">{label}</span>
      <select class="input" aria-label={label} onChange={({ currentTarget }) => set(currentTarget.value as T)}>
        {!isListed && <option selected disabled>{value === MIXED ? STYLES.mixed : value}</option>}
        {all.map((each) => <option key={each} value={each} selected={each === value}>{name(each)}</option>)}
      </select>
    </label>
  );
}
