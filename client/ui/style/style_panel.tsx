import { signal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Command } from "../../editor/command.ts";
import type { Editor } from "../../editor/editor.ts";
import type { StyleProperty } from "../../editor/style/shape_defaults.ts";
import { STYLES } from "../../messages/en/style/styles.ts";
import { Tabs } from "../controls/tabs.tsx";
import { afterFrame } from "../view/after_frame.ts";
import { ExactFields } from "./exact_fields.tsx";
import { ImageSection } from "./image_section.tsx";
import { SelectionBar } from "./selection_bar.tsx";
import { LineSection, ShapeSection, TextSection } from "./style_sections.tsx";

interface StylePanelProps {
  readonly editor: Editor;
  readonly commands: readonly Command[];
  /** Shows one section at a time, for low panels. */
  readonly isTabbed: boolean;
}

/** The sections with the properties that they show. */
const SECTIONS = [
  { name: "color", Section: LineSection, properties: ["color", "width", "opacity"] },
  {
    name: "shape",
    Section: ShapeSection,
    properties: ["fill", "route", "endHead", "sketch", "rounded", "smooth"],
  },
  { name: "text", Section: TextSection, properties: ["font"] },
] as const satisfies readonly { properties: readonly StyleProperty[]; [more: string]: unknown }[];

/** The open tab. Stays open when the selection changes. */
const tab = signal<string>("color");

/** All style choices for the selection, or for the next shape. Those that do not apply are absent. */
export function StylePanel({ editor, commands, isTabbed }: StylePanelProps) {
  const { styling } = editor;
  useEffect(() => () => styling.endPreview(), [styling]);
  // The first frame shows the actions and the colours. What is below follows at once, while the panel still appears.
  const isWhole = useSignal(false);
  useEffect(() => afterFrame(() => void (isWhole.value = true)), []);
  const { values } = styling.styled.value;
  const isSelected = editor.selection.ids.value.size > 0;
  return (
    <div
      class={isTabbed ? "style-body is-tabbed" : "style-body"}
      onFocusOut={() => styling.endPreview()}
    >
      {isTabbed
        ? (
          <Tabs
            label={STYLES.sections}
            chosen={tab.value}
            choose={(name) => void (tab.value = name)}
            tabs={[
              ...SECTIONS.filter(({ properties }) => properties.some((property) => property in values)).map((
                { name, Section },
              ) => ({
                name,
                label: STYLES[name],
                content: () => <div class="styles">{<Section editor={editor} />}</div>,
              })),
              ...(isSelected
                ? [{
                  name: "arrange",
                  label: STYLES.arrange,
                  content: () => (
                    <div class="styles">
                      <SelectionBar commands={commands} hasArrangement />
                      <ImageSection editor={editor} commands={commands} />
                      <ExactFields editor={editor} />
                    </div>
                  ),
                }]
                : []),
            ]}
          />
        )
        : (
          <>
            {isSelected && <SelectionBar commands={commands} hasArrangement />}
            <div class="styles">
              {(isWhole.value ? SECTIONS : SECTIONS.slice(0, 1)).map(({ name, Section }) => (
                <div key={name} class="style-group">
                  <Section editor={editor} />
                </div>
              ))}
              {isWhole.value && isSelected && <ImageSection editor={editor} commands={commands} />}
              {isWhole.value && isSelected && <ExactFields editor={editor} />}
            </div>
          </>
        )}
    </div>
  );
}
