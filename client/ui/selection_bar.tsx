import type { Command } from "../editor/command.ts";
import { ActionButton } from "./action_button.tsx";
import type { IconName } from "./icon.tsx";

/** What is done most often to what is selected: fingers have no other way to it. */
const BUTTONS: readonly (readonly [id: string, icon: IconName])[] = [
  ["duplicate", "copy"],
  ["order.back", "back"],
  ["order.front", "front"],
  ["group", "group"],
  ["lock", "lock"],
  ["unlock", "lock-open"],
  ["delete", "trash"],
];

export function SelectionBar({ commands }: { commands: readonly Command[] }) {
  const shown = BUTTONS.flatMap(([id, icon]) => {
    const command = commands.find((command) => command.id === id);
    return command && (command.applies?.() ?? true) ? [{ command, icon }] : [];
  });
  return (
    <div class="selection-bar" role="group" aria-label="Selection">
      {shown.map(({ command, icon }) => <ActionButton key={command.id} command={command} icon={icon} />)}
    </div>
  );
}
