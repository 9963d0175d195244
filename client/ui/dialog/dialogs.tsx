import { useSignal } from "@preact/signals";
import type { Command } from "../../editor/command.ts";
import type { Editor } from "../../editor/editor.ts";
import { Dialog } from "./dialog.tsx";
import { Later, part } from "../controls/lazy_part.tsx";
import type { PageLinks } from "../links/page_links.ts";
import { INTERFACE } from "../../messages/en/interface.ts";

interface DialogsProps {
  readonly editor: Editor;
  readonly links: PageLinks;
  readonly commands: readonly Command[];
  /** See `ChromeProps`. */
  readonly ended: () => void;
}

const SHARE = part(() => import("../links/share_sheet.tsx").then(({ ShareSheet }) => ShareSheet));
const SHORTCUTS = part(() => import("./shortcut_sheet.tsx").then(({ ShortcutSheet }) => ShortcutSheet));
const EXPORT = part(() => import("./export_sheet.tsx").then(({ ExportSheet }) => ExportSheet));
export const PALETTE = part(() => import("../idle_parts.ts").then(({ IDLE_PARTS }) => IDLE_PARTS.palette));

/** The modal dialogs. Their contents are loaded when first opened, since the first stroke does not need them. */
export function Dialogs({ editor, links, commands, ended }: DialogsProps) {
  const name = editor.dialog.value;
  const close = () => {
    if (editor.dialog.peek() === name) editor.dialog.value = undefined;
  };
  switch (name) {
    case "share":
      return (
        <Dialog key={name} title={INTERFACE.shareBoard} close={close}>
          <Later
            part={SHARE}
            props={{ links, ended, status: editor.status, role: editor.role, origin: location.origin }}
          />
        </Dialog>
      );
    case "shortcuts":
      return (
        <Dialog key={name} title={INTERFACE.shortcuts} look="wide-dialog" close={close}>
          <Later part={SHORTCUTS} props={{ commands }} />
        </Dialog>
      );
    case "palette":
      return <PaletteDialog key={name} commands={commands} close={close} />;
    case "export":
      return (
        <Dialog key={name} title={INTERFACE.export} close={close}>
          <Later part={EXPORT} props={{ editor, close }} />
        </Dialog>
      );
    case undefined:
      return null;
  }
}

function PaletteDialog({ commands, close }: { commands: readonly Command[]; close: () => void }) {
  const typed = useSignal("");
  return (
    <Dialog title={INTERFACE.findCommand} look="palette" close={close} letter={(letter) => typed.value += letter}>
      <Later part={PALETTE} props={{ commands, typed, close }} />
    </Dialog>
  );
}
