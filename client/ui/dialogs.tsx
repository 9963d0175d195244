import type { Signal } from "@preact/signals";
import type { VNode } from "preact";
import type { Command } from "../editor/command.ts";
import type { Editor } from "../editor/editor.ts";
import { Dialog } from "./dialog.tsx";
import { Late } from "./late.tsx";
import type { Links } from "./visits.ts";

type DialogName = "share" | "shortcuts";

interface DialogsProps {
  readonly shareOpen: Signal<boolean>;
  readonly editor: Editor;
  readonly slug: string;
  readonly links: Links;
  readonly commands: readonly Command[];
  /** See `ChromeProps`. */
  readonly ended: () => void;
}

const TITLES: Record<DialogName, string> = { share: "Share this board", shortcuts: "Keyboard shortcuts" };

/** The dialogs' contents are loaded when first asked for: the first stroke needs none of them. */
export function Dialogs(props: DialogsProps) {
  const { shareOpen, editor } = props;
  const name = shareOpen.value ? "share" : editor.sheetOpen.value ? "shortcuts" : undefined;
  const open = name === "share" ? shareOpen : editor.sheetOpen;
  return name === undefined ? null : (
    <Dialog key={name} title={TITLES[name]} close={() => open.value = false}>
      <Late load={() => CONTENTS[name](props)} />
    </Dialog>
  );
}

const CONTENTS: Record<DialogName, (props: DialogsProps) => Promise<VNode>> = {
  async share({ editor, slug, links, ended }) {
    const { ShareSheet } = await import("./share_sheet.tsx");
    const { role, status } = editor;
    return <ShareSheet {...{ slug, links, ended, status }} role={role.peek()} origin={location.origin} />;
  },
  async shortcuts({ commands }) {
    const { ShortcutSheet } = await import("./shortcut_sheet.tsx");
    return <ShortcutSheet commands={commands} />;
  },
};
