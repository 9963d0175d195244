import type { Command } from "../editor/command.ts";
import type { Editor, Opened } from "../editor/editor.ts";
import { Dialog } from "./dialog.tsx";
import { Later } from "./later.tsx";
import type { Links } from "./visits.ts";

interface DialogsProps {
  readonly editor: Editor;
  readonly slug: string;
  readonly links: Links;
  readonly commands: readonly Command[];
  /** See `ChromeProps`. */
  readonly ended: () => void;
}

const TITLES: Partial<Record<Opened, string>> = {
  share: "Share this board",
  shortcuts: "Keyboard shortcuts",
  export: "Save as picture or file",
};

/** What opens above the board. The contents are loaded when first asked for: the first stroke needs none of them. */
export function Dialogs({ editor, slug, links, commands, ended }: DialogsProps) {
  const name = editor.opened.value;
  const close = () => {
    if (editor.opened.peek() === name) editor.opened.value = undefined;
  };
  switch (name) {
    case "share":
      return (
        <Dialog key={name} title={TITLES[name]!} close={close}>
          <Later
            load={() => import("./share_sheet.tsx").then(({ ShareSheet }) => ShareSheet)}
            props={{ slug, links, ended, status: editor.status, role: editor.role.peek(), origin: location.origin }}
          />
        </Dialog>
      );
    case "shortcuts":
      return (
        <Dialog key={name} title={TITLES[name]!} close={close}>
          <Later
            load={() => import("./shortcut_sheet.tsx").then(({ ShortcutSheet }) => ShortcutSheet)}
            props={{ commands }}
          />
        </Dialog>
      );
    case "palette":
      return (
        <Dialog key={name} title="Find a command" look="palette" close={close}>
          <Later load={() => import("./palette.tsx").then(({ Palette }) => Palette)} props={{ commands, close }} />
        </Dialog>
      );
    case "export":
      return (
        <Dialog key={name} title={TITLES[name]!} close={close}>
          <Later
            load={() => import("./export_sheet.tsx").then(({ ExportSheet }) => ExportSheet)}
            props={{ editor, close }}
          />
        </Dialog>
      );
    case "find":
      return (
        <Later
          key={name}
          load={() => import("./find_bar.tsx").then(({ FindBar }) => FindBar)}
          props={{ editor, close }}
        />
      );
    case undefined:
      return null;
  }
}
