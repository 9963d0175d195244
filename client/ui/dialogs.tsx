import { type Signal, useSignal } from "@preact/signals";
import type { VNode } from "preact";
import { useEffect } from "preact/hooks";
import type { Command } from "../editor/command.ts";
import type { Editor } from "../editor/editor.ts";
import { Dialog } from "./dialog.tsx";
import type { Links } from "./visits.ts";

type DialogName = "share" | "shortcuts";

interface DialogsProps {
  readonly shareOpen: Signal<boolean>;
  readonly editor: Editor;
  readonly slug: string;
  readonly links: Links;
  readonly commands: readonly Command[];
}

const TITLES: Record<DialogName, string> = { share: "Share this board", shortcuts: "Keyboard shortcuts" };

/** The dialogs' contents are loaded when first asked for: the first stroke needs none of them. */
export function Dialogs(props: DialogsProps) {
  const { shareOpen, editor } = props;
  const name = shareOpen.value ? "share" : editor.sheetOpen.value ? "shortcuts" : undefined;
  const open = name === "share" ? shareOpen : editor.sheetOpen;
  return name === undefined ? null : (
    <Dialog key={name} title={TITLES[name]} close={() => open.value = false}>
      <Content name={name} {...props} />
    </Dialog>
  );
}

function Content({ name, ...props }: DialogsProps & { name: DialogName }) {
  const content = useSignal<VNode | "failed" | undefined>(undefined);
  useEffect(() => {
    CONTENTS[name](props).then((loaded) => content.value = loaded, () => content.value = "failed");
  }, []);
  if (content.value === "failed") {
    return (
      <p class="problem" role="alert">This part of the page could not be loaded. Try again when you are online.</p>
    );
  }
  return content.value ?? <p class="late note">Loading…</p>;
}

const CONTENTS: Record<DialogName, (props: DialogsProps) => Promise<VNode>> = {
  async share({ editor, slug, links }) {
    const { ShareSheet } = await import("./share_sheet.tsx");
    return <ShareSheet slug={slug} role={editor.role.peek()} links={links} origin={location.origin} />;
  },
  async shortcuts({ commands }) {
    const { ShortcutSheet } = await import("./shortcut_sheet.tsx");
    return <ShortcutSheet commands={commands} />;
  },
};
