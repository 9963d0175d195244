import type { Command } from "../../editor/command.ts";
import type { Editor } from "../../editor/editor.ts";
import type { Settings } from "../../editor/settings.ts";
import { focusTitle } from "../view/board_title.tsx";

const THEMES: readonly (readonly [choice: Settings["theme"], label: string])[] = [
  ["system", "Theme of the system"],
  ["light", "Light theme"],
  ["dark", "Dark theme"],
];

/** Commands for the page around the board. */
export function pageCommands(editor: Editor): readonly Command[] {
  return [
    {
      id: "rename",
      label: "Rename board",
      group: "File",
      keys: [],
      applies: () => editor.canDraw.value && !editor.zen.value,
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
    {
      id: "fullscreen",
      label: "Full screen",
      group: "View",
      keys: [],
      applies: () => globalThis.document?.fullscreenEnabled ?? false,
      run: () => void toggleFullscreen().catch(() => {}), // the browser may refuse
    },
    {
      id: "people",
      label: "People on this board",
      group: "View",
      keys: [],
      applies: () => editor.peers.value.length > 0 && !editor.zen.value,
      run: () => document.querySelector<HTMLElement>("button.others")?.click(),
    },
    {
      id: "bring",
      label: "Bring everybody here",
      group: "View",
      keys: [],
      applies: () => editor.canDraw.value && !editor.bringing.value,
      run: () => void (editor.bringing.value = true),
    },
    {
      id: "bring.end",
      label: "Let everybody go",
      group: "View",
      keys: [],
      applies: () => editor.bringing.value,
      run: () => void (editor.bringing.value = false),
    },
    {
      id: "follow.end",
      label: "Stop following",
      group: "View",
      keys: [],
      applies: () => editor.following.value !== undefined,
      run: () => void (editor.following.value = undefined),
    },
    ...[true, false].map((showsCursors): Command => ({
      id: showsCursors ? "cursors.show" : "cursors.hide",
      label: showsCursors ? "Show others’ cursors" : "Hide others’ cursors",
      group: "View",
      keys: [],
      applies: () => editor.settings.value.showsCursors !== showsCursors,
      run: () => void (editor.settings.value = { ...editor.settings.peek(), showsCursors }),
    })),
    ...THEMES.map(([choice, label]): Command => ({
      id: `theme.${choice}`,
      label,
      group: "View",
      keys: [],
      applies: () => editor.settings.value.theme !== choice,
      run: () => void (editor.settings.value = { ...editor.settings.peek(), theme: choice }),
    })),
  ];
}

async function toggleFullscreen(): Promise<void> {
  if (document.fullscreenElement) await document.exitFullscreen();
  else await document.documentElement.requestFullscreen();
}
