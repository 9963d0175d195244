import type { Command } from "../../editor/command.ts";
import type { Editor } from "../../editor/editor.ts";
import { type AddressTarget, currentView } from "../../editor/view/address_target.ts";
import type { CopyLinkOptions } from "./copy_link.ts";

/** Commands that copy a link to a part of the board. */
export function placeCommands(editor: Editor, options: CopyLinkOptions): readonly Command[] {
  const { selection, camera } = editor;
  const copy = (target: AddressTarget) =>
    void import("./copy_link.ts").then(({ copyLink }) => copyLink(editor, target, options));
  return [
    {
      id: "link.here",
      label: "Copy a link to this view",
      group: "View",
      keys: [],
      run: () => copy(currentView(camera)),
    },
    {
      id: "link.shape",
      label: "Copy a link to this shape",
      group: "View",
      keys: [],
      applies: () => selection.ids.value.size === 1,
      run: () => copy({ shape: [...selection.ids.peek()][0] }),
    },
  ];
}
