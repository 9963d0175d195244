import type { Command } from "../../editor/command.ts";
import { ActionButton } from "../controls/action_button.tsx";
import type { Picture } from "../controls/icon.tsx";
import { PANEL_ICONS } from "../controls/panel_icons.ts";
import { INTERFACE } from "../../messages/en/interface.ts";

/** Frequent commands on the selection. On touch screens there is no quicker way to them. */
const BUTTONS: readonly (readonly [id: string, icon: Picture])[] = [
  ["duplicate", "copy"],
  ["order.back", PANEL_ICONS.back],
  ["order.front", PANEL_ICONS.front],
  ["group", PANEL_ICONS.group],
  ["lock", PANEL_ICONS.lock],
  ["unlock", PANEL_ICONS["lock-open"]],
  ["delete", PANEL_ICONS.trash],
];

export function SelectionBar({ commands }: { commands: readonly Command[] }) {
  const shown = BUTTONS.flatMap(([id, icon]) => {
    const command = commands.find((command) => command.id === id);
    return command && (command.applies?.() ?? true) ? [{ command, icon }] : [];
  });
  return (
    <div class="selection-bar" role="group" aria-label={INTERFACE.selection}>
      {shown.map(({ command, icon }) => <ActionButton key={command.id} command={command} icon={icon} />)}
    </div>
  );
}
