import type { Command } from "../editor/command.ts";
import type { Editor } from "../editor/editor.ts";
import { type Spot, spotSeen, spotText } from "../editor/spot.ts";
import { boardAddress } from "./link.ts";
import type { Links } from "./visits.ts";

interface PlaceOptions {
  readonly slug: string;
  readonly links: Links;
  readonly origin: string;
  /** Puts a text onto the clipboard. */
  readonly copy: (text: string) => Promise<void>;
}

/** Links to a part of the board, to be given to others: with the link that sharing offers first, never the owner's key
 * where there is another. */
export function placeCommands(editor: Editor, { slug, links, origin, copy }: PlaceOptions): readonly Command[] {
  const { selection, camera } = editor;
  const give = async (spot: Spot) => {
    const { shareChoices } = await import("./share_choices.ts");
    const shared = shareChoices(slug, editor.role.peek(), links).choices[0].slug;
    const address = boardAddress(origin, shared) + spotText(spot);
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
