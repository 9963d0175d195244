import { computed } from "@preact/signals";
import { useMemo } from "preact/hooks";
import type { Command } from "../../editor/command.ts";
import { ActionButton } from "../controls/action_button.tsx";
import type { Picture } from "../controls/icon.tsx";
import { moveFocus } from "../controls/focus/move_focus.ts";
import { PANEL_ICONS } from "../controls/panel_icons.ts";
import { INTERFACE } from "../../messages/en/interface.ts";
import { STYLES } from "../../messages/en/style/styles.ts";

type Action = readonly [id: string, icon: Picture];

const FLIPS = [
  ["flip.across", PANEL_ICONS["flip-across"]],
  ["flip.down", PANEL_ICONS["flip-down"]],
] as const satisfies readonly Action[];

/** Frequent commands on the selection. On touch screens there is no quicker way to them. */
const ACTIONS: readonly Action[] = [
  ["image.crop", PANEL_ICONS.crop],
  ["image.replace", PANEL_ICONS.replace],
  ["duplicate", "copy"],
  ["order.back", PANEL_ICONS.back],
  ["order.front", PANEL_ICONS.front],
  ["group", PANEL_ICONS.group],
  ["ungroup", PANEL_ICONS.ungroup],
  ["lock", PANEL_ICONS.lock],
  ["unlock", PANEL_ICONS["lock-open"]],
  ["link.shape", PANEL_ICONS.link],
  ["delete", PANEL_ICONS.trash],
];

/** For several shapes: horizontal in the first row, vertical in the second. */
const ARRANGEMENT: readonly Action[] = [
  ["align.left", PANEL_ICONS["align-left"]],
  ["align.center", PANEL_ICONS["align-center"]],
  ["align.right", PANEL_ICONS["align-right"]],
  ["distribute.across", PANEL_ICONS["distribute-across"]],
  FLIPS[0],
  ["align.top", PANEL_ICONS["align-top"]],
  ["align.middle", PANEL_ICONS["align-center-down"]],
  ["align.bottom", PANEL_ICONS["align-bottom"]],
  ["distribute.down", PANEL_ICONS["distribute-down"]],
  FLIPS[1],
];

const OFFERED = new Set([...ACTIONS, ...ARRANGEMENT].map(([id]) => id));

interface SelectionBarProps {
  readonly commands: readonly Command[];
  /** Also shows the commands that align, distribute and flip. */
  readonly hasArrangement?: boolean;
}

export function SelectionBar({ commands, hasArrangement = false }: SelectionBarProps) {
  /** The commands that apply, as one string: the bar renders only when another command applies. */
  const applicable = useMemo(() =>
    computed(() => {
      const offered = commands.filter(({ id, applies }) => OFFERED.has(id) && (applies?.() ?? true));
      return offered.map(({ id }) => id).join(" ");
    }), [commands]);
  const all = new Set(applicable.value.split(" "));
  const applies = (id: string) => all.has(id);
  const isOfSeveral = hasArrangement && applies("align.left");
  const isOfOne = hasArrangement && !isOfSeveral;
  // The panel has a section for images.
  const shown = ACTIONS.filter(([id]) => applies(id) && !(hasArrangement && id.startsWith("image.")));
  if (isOfOne) {
    shown.splice(
      shown.findIndex(([id]) => id === "order.front") + 1,
      0,
      ...FLIPS.filter(([id]) => applies(id)),
    );
  }
  const button = ([id, icon]: Action) => {
    const command = commands.find((command) => command.id === id);
    return command && <ActionButton key={id} command={command} icon={icon} disabled={!applies(id)} />;
  };
  return (
    <div class="selection-bar">
      <div class="selection-row" role="toolbar" aria-label={INTERFACE.selection} onKeyDown={moveFocus}>
        {shown.map(button)}
      </div>
      {isOfSeveral && (
        <div class="arrangement" role="toolbar" aria-label={STYLES.arrangement} onKeyDown={moveFocus}>
          {ARRANGEMENT.map(button)}
        </div>
      )}
    </div>
  );
}
