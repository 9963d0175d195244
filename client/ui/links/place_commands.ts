import type { Role } from "../../../board/role.ts";
import type { Command } from "../../editor/command.ts";
import type { Editor } from "../../editor/editor.ts";
import { addressOf, type AddressTarget, currentView } from "../../editor/view/address_target.ts";
import { boardAddress } from "./link.ts";
import type { PageLinks } from "./page_links.ts";
import { NOTICES } from "../../messages/en/notices.ts";

interface PlaceOptions {
  readonly links: PageLinks;
  readonly origin: string;
  /** Writes a text to the clipboard. */
  readonly copy: (text: string) => Promise<void>;
}

/**
 * Commands that copy a link to a part of the board. They use the first link that the share dialog offers, never the
 * owner link.
 */
export function placeCommands(editor: Editor, { links, origin, copy }: PlaceOptions): readonly Command[] {
  const { selection, camera } = editor;
  const give = async (target: AddressTarget) => {
    const shared = await sharedLink(links, editor.role.peek());
    if ("problem" in shared) return void (editor.problem.value = NOTICES.noLink({ problem: shared.problem }));
    const address = boardAddress(origin, shared.slug) + addressOf(target);
    await copy(address).then(
      () => editor.done.value = NOTICES.linkCopied,
      () => editor.problem.value = NOTICES.linkNotCopied,
    );
  };
  return [
    {
      id: "link.here",
      label: "Copy a link to this view",
      group: "View",
      keys: [],
      run: () => void give(currentView(camera)),
    },
    {
      id: "link.shape",
      label: "Copy a link to this shape",
      group: "View",
      keys: [],
      applies: () => selection.ids.value.size === 1,
      run: () => void give({ shape: [...selection.ids.peek()][0] }),
    },
  ];
}

/** For an owner, loads the list of links first, as one may have been revoked on another device. */
async function sharedLink(links: PageLinks, role: Role | undefined): Promise<{ slug: string } | { problem: string }> {
  const own = links.slug.peek();
  if (role !== "owner") {
    const { shareChoices } = await import("./share_choices.ts");
    return shareChoices(own, role, links.known.peek()).choices[0];
  }
  const { LinkDesk } = await import("./link_desk.ts");
  const desk = new LinkDesk(own);
  const slug = await desk.drawingLink(links);
  // The notice adds its own full stop.
  return slug === undefined ? { problem: desk.problem.peek().replace(/\.$/, "") } : { slug };
}
