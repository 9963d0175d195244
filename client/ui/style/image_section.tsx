import { useComputed } from "@preact/signals";
import type { ImageShape, Shape } from "../../../board/shape.ts";
import type { Command } from "../../editor/command.ts";
import type { Editor } from "../../editor/editor.ts";
import { altFrom } from "../../editor/text/alt_text.ts";
import { IMAGES } from "../../messages/en/images.ts";
import { ActionButton } from "../controls/action_button.tsx";
import { TOOL_ICONS } from "../controls/board_icons.ts";
import { Icon } from "../controls/icon.tsx";
import { moveFocus } from "../controls/focus/move_focus.ts";
import { PANEL_ICONS } from "../controls/panel_icons.ts";
import { ValueField } from "../controls/value_field.tsx";

const ACTIONS = [
  ["image.crop", PANEL_ICONS.crop],
  ["image.uncrop", PANEL_ICONS.uncrop],
  ["image.ellipse", TOOL_ICONS.ellipse],
  ["image.rectangle", TOOL_ICONS.rectangle],
  ["image.replace", PANEL_ICONS.replace],
] as const;

/** What is done with the only selected image, and what it shows, for people who cannot see it. */
export function ImageSection({ editor, commands }: { editor: Editor; commands: readonly Command[] }) {
  const shape = useComputed(() => onlyImage(editor.selection.shapes())).value;
  if (shape === undefined) return null;
  const take = (typed: string) => {
    const alt = altFrom(typed);
    if (alt !== (shape.alt ?? null)) editor.writer.change(new Map([[shape.id, { alt }]]));
    return alt ?? "";
  };
  return (
    <div class="image-section">
      <div class="selection-row" role="toolbar" aria-label={IMAGES.image} onKeyDown={moveFocus}>
        {ACTIONS.map(([id, icon]) => {
          const command = commands.find((command) => command.id === id);
          return command?.applies?.() && <ActionButton key={id} command={command} icon={icon} />;
        })}
      </div>
      <label class="measure" title={IMAGES.altLabel}>
        <Icon name={PANEL_ICONS.describe} />
        <ValueField
          key={shape.id}
          type="text"
          placeholder={IMAGES.alt}
          label={IMAGES.altLabel}
          disabled={shape.locked}
          value={shape.alt ?? ""}
          take={take}
        />
      </label>
    </div>
  );
}

function onlyImage([shape, other]: readonly Shape[]): ImageShape | undefined {
  return shape?.kind === "image" && other === undefined ? shape : undefined;
}
