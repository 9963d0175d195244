import type { Role } from "../../../board/role.ts";
import type { Command } from "../../editor/command.ts";
import type { Editor } from "../../editor/editor.ts";
import { type Spot, spotSeen, spotText } from "../../editor/spot.ts";
import { boardAddress } from "./link.ts";
import type { PageLinks } from "./page_links.ts";

interface PlaceOptions {
  readonly links: PageLinks;
  readonly origin: string;
  /** Puts a text onto the clipboard. */
  readonly copy: (text: string) => Promise<void>;
}

/** Links to a part of the board, to be given to others: with the link that sharing offers first, never the owner link. */
export function placeCommands(editor: Editor, { links, origin, copy }: PlaceOptions): readonly Command[] {
  const { selection, camera } = editor;
  const give = async (spot: Spot) => {
    const shared = await sharedLink(links, editor.role.peek());
    if ("problem" in shared) return void (editor.problem.value = `There is no link to copy. ${shared.problem}`);
    const address = boardAddress(origin, shared.slug) + spotText(spot);
    await copy(address).then(
      () => editor.done.value = "Link copied",
      () => editor.problem.value = "The browser does not let this page copy the link: the share dialog shows it",
    );
  };
  return [
    {
      id: "link.here",
      label: "Copy a link to this view",
      group: "View",
      keys: [],
      run: () => void give(spotSeen(camera)),
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

/** An owner's links are looked up first, as one may have been revoked on another device. */
async function sharedLink(links: PageLinks, role: Role | undefined): Promise<{ slug: string } | { problem: string }> {
  const own = links.slug.peek();
  if (role !== "owner") {
    const { shareChoices } = await import("./share_choices.ts");
    return shareChoices(own, role, links.known.peek()).choices[0];
  }
  const { LinkDesk } = await import("./link_desk.ts");
  const desk = new LinkDesk(own);
  const slug = await desk.drawingLink(links);
  // A notice ends with a full stop of its own.
  return slug === undefined ? { problem: desk.problem.peek().replace(/\.$/, "") } : { slug };
}
