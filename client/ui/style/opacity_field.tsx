import type { Editor } from "../../editor/editor.ts";
import { MIXED } from "../../editor/style/styling.ts";
import { STYLES } from "../../messages/en/style/styles.ts";
import { Icon } from "../controls/icon.tsx";
import { PANEL_ICONS } from "../controls/panel_icons.ts";
import { StylePart } from "./style_part.tsx";

export function OpacityField({ editor }: { editor: Editor }) {
  const { styling } = editor;
  const { opacity } = styling.styled.value.values;
  if (opacity === undefined) return null;
  const isMixed = opacity === MIXED;
  const percent = Math.round((isMixed ? 1 : opacity) * 100);
  return (
    <StylePart label={STYLES.opacity} isMixed={isMixed} look="opacity">
      <label title={STYLES.opacity}>
        <Icon name={PANEL_ICONS.opacity} />
        <input
          type="range"
          min={10}
          max={100}
          step={5}
          aria-label={STYLES.opacityPercent}
          value={percent}
          onInput={({ currentTarget }) => {
            styling.preview("opacity", currentTarget.valueAsNumber / 100);
            currentTarget.nextElementSibling!.textContent = `${currentTarget.value}%`;
          }}
          onChange={({ currentTarget }) => styling.set("opacity", currentTarget.valueAsNumber / 100)}
        />
        <span class="amount" aria-hidden="true">{isMixed ? "–" : `${percent}%`}</span>
      </label>
    </StylePart>
  );
}
