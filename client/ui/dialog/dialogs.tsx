import { type Signal, useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import type { Command } from "../../editor/command.ts";
import type { Dialog as DialogName } from "../../editor/editor.ts";
import { Dialog } from "./dialog.tsx";
import { Later, styledPart } from "../controls/lazy_part.tsx";
import type { BoardOnPage } from "../search/listed_commands.ts";
import { INTERFACE } from "../../messages/en/interface.ts";

interface DialogsProps {
  readonly page: BoardOnPage;
  readonly commands: readonly Command[];
  /** See `ChromeProps`. */
  readonly ended: () => void;
}

export const SHARE = styledPart(() => import("../links/share_sheet.tsx").then(({ ShareSheet }) => ShareSheet));
export const ORDER = styledPart(() => import("../order/order_sheet.tsx").then(({ OrderSheet }) => OrderSheet));
export const SHORTCUTS = styledPart(() => import("./shortcut_sheet.tsx").then(({ ShortcutSheet }) => ShortcutSheet));
export const EXPORT = styledPart(() => import("./export_sheet.tsx").then(({ ExportSheet }) => ExportSheet));
export const PDF_PAGES = styledPart(() => import("../pdf/pdf_sheet.tsx").then(({ PdfSheet }) => PdfSheet));
export const SETTINGS = styledPart(() => import("./settings_sheet.tsx").then(({ SettingsSheet }) => SettingsSheet));
export const PALETTE = styledPart(() => import("../asked_parts.ts").then(({ ASKED_PARTS }) => ASKED_PARTS.palette));

interface ContentProps extends DialogsProps {
  readonly close: () => void;
  /** The letters that were typed before the content was there. */
  readonly typed: Signal<string>;
}

interface DialogDefinition {
  readonly title: () => string;
  /** A class of the dialog. */
  readonly look?: string;
  /** True when letters that are typed anywhere in the dialog go to `typed`. */
  readonly takesLetters?: boolean;
  readonly content: (props: ContentProps) => ComponentChildren;
}

/** The modal dialogs. Their contents are loaded when first opened, since the first stroke does not need them. */
const DIALOGS: Readonly<Record<DialogName, DialogDefinition>> = {
  share: {
    title: () => INTERFACE.shareBoard,
    look: "share-dialog",
    content: ({ page: { links, editor: { me, status, role, title } }, ended }) => (
      <Later
        part={SHARE}
        props={{ links, ended, status, role, title, name: () => me.peek().name, origin: location.origin }}
      />
    ),
  },
  order: {
    title: () => INTERFACE.keepOrder,
    content: ({ page: { links, editor: { me, moderation, peers } } }) => (
      <Later
        part={ORDER}
        props={{ slug: links.slug.value, name: () => me.peek().name, state: moderation, people: peers }}
      />
    ),
  },
  shortcuts: {
    title: () => INTERFACE.shortcuts,
    look: "wide-dialog",
    takesLetters: true,
    content: ({ commands, typed }) => <Later part={SHORTCUTS} props={{ commands, typed }} />,
  },
  palette: {
    title: () => INTERFACE.findCommand,
    look: "palette",
    takesLetters: true,
    content: ({ page, commands, typed, close }) => <Later part={PALETTE} props={{ page, commands, typed, close }} />,
  },
  settings: {
    title: () => INTERFACE.settings,
    content: ({ page: { editor } }) => <Later part={SETTINGS} props={{ editor }} />,
  },
  export: {
    title: () => INTERFACE.export,
    look: "export-dialog",
    content: ({ page: { editor }, close }) => <Later part={EXPORT} props={{ editor, close }} />,
  },
  pdf: {
    title: () => INTERFACE.addPdf,
    look: "pdf-dialog",
    content: ({ page: { editor }, close }) => <Later part={PDF_PAGES} props={{ editor, close }} />,
  },
};

/** The open dialog. */
export function Dialogs(props: DialogsProps) {
  const name = props.page.editor.dialog.value;
  return name && <OpenDialog key={name} {...props} name={name} />;
}

function OpenDialog({ name, ...props }: DialogsProps & { readonly name: DialogName }) {
  const typed = useSignal("");
  const { dialog } = props.page.editor;
  const { title, look, takesLetters, content } = DIALOGS[name];
  const close = () => {
    if (dialog.peek() === name) dialog.value = undefined;
  };
  // "?" closes the list of shortcuts.
  return (
    <Dialog
      title={title()}
      look={look}
      close={close}
      letter={takesLetters ? (letter) => letter !== "?" && (typed.value += letter) : undefined}
    >
      {content({ ...props, typed, close })}
    </Dialog>
  );
}
