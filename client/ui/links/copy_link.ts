import type { Role } from "../../../board/role.ts";
import type { Editor } from "../../editor/editor.ts";
import { addressOf, type AddressTarget } from "../../editor/view/address_target.ts";
import { LINKS } from "../../messages/en/people/links.ts";
import { boardAddress } from "./link.ts";
import { LinkDesk } from "./link_desk.ts";
import type { PageLinks } from "./page_links.ts";
import { shareChoices } from "./share_choices.ts";

export interface CopyLinkOptions {
  readonly links: PageLinks;
  readonly origin: string;
  /** Writes a text to the clipboard. */
  readonly copy: (text: string) => Promise<void>;
}

/** Copies a link to a part of the board: the first one that the share dialog offers, never the owner link. */
export async function copyLink(
  { me, role, problem, done }: Editor,
  target: AddressTarget,
  { links, origin, copy }: CopyLinkOptions,
): Promise<void> {
  const shared = await sharedLink(links, role.peek(), () => me.peek().name);
  if ("problem" in shared) return void (problem.value = LINKS.noLink({ problem: shared.problem }));
  const address = boardAddress(origin, shared.slug) + addressOf(target);
  await copy(address).then(
    () => done.value = LINKS.linkCopied,
    () => problem.value = LINKS.linkNotCopied,
  );
}

/** For an owner, loads the list of links first, as one may have been revoked on another device. */
async function sharedLink(
  links: PageLinks,
  role: Role | undefined,
  name: () => string,
): Promise<{ slug: string } | { problem: string }> {
  const own = links.slug.peek();
  if (role !== "owner") return shareChoices(own, role, links.known.peek()).choices[0];
  const desk = new LinkDesk(own, { name });
  const slug = await desk.drawingLink(links);
  // The notice adds its own full stop.
  return slug === undefined ? { problem: desk.problem.peek().replace(/\.$/, "") } : { slug };
}
