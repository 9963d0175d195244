import type { Editor } from "../../editor/editor.ts";
import { MIXED } from "../../editor/style/styling.ts";
import { STYLES } from "../../messages/en/style/styles.ts";
import { Icon } from "../controls/icon.tsx";
import { PANEL_ICONS } from "../controls/panel_icons.ts";

const TOGGLES = [["sketch", "handDrawn"], ["rounded", "rounded"], ["smooth", "smooth"]] as const;

/** The styles that are on or off. Those that apply to no selected shape are absent. */
export function StyleToggles({ editor }: { editor: Editor }) {
  const { styling } = editor;
  const { values } = styling.styled.value;
  const shown = TOGGLES.filter(([property]) => property in values);
  if (shown.length === 0) return null;
  return (
    <div class="part toggles">
      {shown.map(([property, label]) => {
        const isMixed = values[property] === MIXED;
        return (
          <button
            key={property}
            type="button"
            class="choice toggle"
            aria-label={STYLES[label]}
            title={STYLES[label]}
            aria-pressed={isMixed ? "mixed" : values[property] as boolean}
            onClick={() => styling.set(property, isMixed || !values[property])}
          >
            <Icon name={PANEL_ICONS[property]} />
          </button>
        );
      })}
    </div>
  );
}
