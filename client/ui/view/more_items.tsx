import { inLanguage } from "../../editor/command.ts";
import type { Editor } from "../../editor/editor.ts";
import { isMac } from "../../editor/platform.ts";
import type { Actions, ButtonCommand } from "../actions.ts";
import { Icon, type Picture } from "../controls/icon.tsx";
import { BOARD_ICONS, TOOL_ICONS } from "../controls/board_icons.ts";
import { closing } from "../controls/closing.ts";
import { Keys } from "../controls/key_caps.tsx";
import { install, installOffer } from "../offline/install_offer.ts";
import { OFFLINE } from "../../messages/en/offline.ts";
import { themeCommands } from "../../editor/commands/theme_commands.ts";
import { MENU_ICONS } from "./menu_icons.ts";

interface MoreItemsProps {
  readonly editor: Editor;
  readonly actions: Actions;
}

/** The commands in the menu of the bottom bar. */
export function MoreItems({ editor, actions }: MoreItemsProps) {
  return (
    <>
      {installOffer.value && (
        <button type="button" class="item" onClick={closing(install)}>
          <Icon name={MENU_ICONS.install} /> {OFFLINE.install}
        </button>
      )}
      {ITEMS.map(([id, icon, isNarrow]) => {
        const { label, run, applies, keys } = actions[id];
        const isOn = id === "grid" || id === "minimap" ? editor[id].value : undefined;
        return (applies?.() ?? true) && (
          <button
            key={id}
            type="button"
            class={isNarrow ? "item narrow" : "item"}
            aria-pressed={isOn}
            onClick={closing(run)}
          >
            <Icon name={icon} /> {label}
            {id === "zoom.reset" && <MenuPercent editor={editor} />}
            {isOn && <Icon name="check" />}
            {keys.length > 0 && <Keys keys={keys[0]} mac={isMac()} />}
          </button>
        );
      })}
      <OtherTheme editor={editor} />
    </>
  );
}

/** `isNarrow`: shown on narrow screens only, since wide ones have a button for it. */
const ITEMS: readonly (readonly [id: ButtonCommand, icon: Picture, isNarrow: boolean])[] = [
  ["redo", BOARD_ICONS.redo, true],
  ["palette", MENU_ICONS.command, false],
  ["find", "search", true],
  ["export", MENU_ICONS.save, false],
  ["open", MENU_ICONS.open, false],
  ["image.add", MENU_ICONS.image, false],
  ["image.camera", MENU_ICONS.camera, false],
  ["settings", MENU_ICONS.settings, false],
  ["connection", MENU_ICONS.connection, false],
  ["minimap", MENU_ICONS.map, false],
  ["grid", MENU_ICONS.grid, false],
  ["finger.draw", "pen", false],
  ["finger.pan", TOOL_ICONS.hand, false],
  ["zoom.fit", BOARD_ICONS.fit, true],
  ["zoom.reset", MENU_ICONS.percent, true],
];

/** Chooses the theme that the page does not show. */
function OtherTheme({ editor }: { editor: Editor }) {
  const other = editor.theme.value === "dark" ? "light" : "dark";
  const { label, run } = inLanguage(themeCommands(editor.settings)).find(({ id }) => id === `theme.${other}`)!;
  return (
    <button type="button" class="item other-theme" onClick={closing(run)}>
      <Icon name={MENU_ICONS[other]} /> {label}
    </button>
  );
}

function MenuPercent({ editor }: { editor: Editor }) {
  return <span class="note">{editor.camera.percent.value}%</span>;
}
