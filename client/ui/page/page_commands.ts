import type { Command } from "../../editor/command.ts";
import type { Editor } from "../../editor/editor.ts";
import type { Settings } from "../../editor/settings.ts";
import { themeCommands } from "../../editor/commands/theme_commands.ts";
import { focusTitle } from "../view/board_title.tsx";

/** Commands for the page around the board. */
export function pageCommands(editor: Editor): readonly Command[] {
  const { following, bringing, settings, peers, canDraw, zen } = editor;
  const view = (id: string, label: string, applies: () => boolean, run: () => void): Command => ({
    id,
    label,
    applies,
    run,
    group: "View",
    keys: [],
  });
  const change = (part: Partial<Settings>) => () => void (settings.value = { ...settings.peek(), ...part });
  return [
    {
      id: "rename",
      label: "Rename board",
      group: "File",
      keys: [],
      applies: () => canDraw.value && !zen.value,
      run: focusTitle,
    },
    {
      id: "order",
      label: "Keep order",
      group: "File",
      keys: [],
      applies: () => editor.role.value === "owner",
      run: () => void (editor.dialog.value = "order"),
    },
    { id: "share", label: "Share board", group: "File", keys: [], run: () => void (editor.dialog.value = "share") },
    { id: "home", label: "Recent boards", group: "File", keys: [], run: () => location.assign("/") },
    view(
      "fullscreen",
      "Full screen",
      () => globalThis.document?.fullscreenEnabled ?? false,
      () => void toggleFullscreen().catch(() => {}), // the browser may refuse
    ),
    view(
      "people",
      "People on this board",
      () => peers.value.length > 0 && !zen.value,
      () => {
        const button = document.querySelector<HTMLElement>("button.others");
        // The next Tab goes into the list.
        button?.focus();
        button?.click();
      },
    ),
    view("bring", "Bring everybody here", () => canDraw.value && !bringing.value, () => void (bringing.value = true)),
    view("bring.end", "Let everybody go", () => bringing.value, () => void (bringing.value = false)),
    view("follow.end", "Stop following", () => following.value !== undefined, () => void (following.value = undefined)),
    view(
      "cursors.show",
      "Show others’ cursors",
      () => !settings.value.showsCursors,
      change({ showsCursors: true }),
    ),
    view("cursors.hide", "Hide others’ cursors", () => settings.value.showsCursors, change({ showsCursors: false })),
    ...themeCommands(settings),
  ];
}

async function toggleFullscreen(): Promise<void> {
  if (document.fullscreenElement) await document.exitFullscreen();
  else await document.documentElement.requestFullscreen();
}
