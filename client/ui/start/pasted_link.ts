import { isSlug } from "../../../board/id.ts";
import { START } from "../../messages/en/start.ts";
import { slugOfPath } from "../links/link.ts";

export type ReadLink = { readonly slug: string } | { readonly error: string };

/**
 * Reads a pasted link: a full address, an address without the scheme, a path, a bare slug, or a message that contains
 * an address. Accepts boards of this
 * origin only, so that a link cannot lead to another site under this site's name.
 */
export function readLink(text: string, origin: string): ReadLink {
  const pasted = text.trim().replace(/^<|>$/g, "");
  if (pasted === "") return { error: START.pasteLink };
  if (isSlug(pasted)) return { slug: pasted };
  const address = parseAddress(/\s/.test(pasted) ? addressIn(pasted) : pasted, origin);
  if (address === undefined) return { error: START.notBoardLink };
  if (address.host !== new URL(origin).host) {
    return { error: START.otherSite({ host: address.host }) };
  }
  const slug = slugOfPath(address.pathname);
  return slug === undefined ? { error: START.notBoardLink } : { slug };
}

/** The first address in a message, without the punctuation that follows it. Empty when there is none. */
function addressIn(message: string): string {
  return /https?:\/\/[^\s<>"“”]+/i.exec(message)?.[0].replace(/[.,;:!?)\]]+$/, "") ?? "";
}

function parseAddress(text: string, origin: string): URL | undefined {
  if (text === "") return undefined;
  // A path, or an address with its scheme.
  const whole = /^(\/|[a-z][a-z0-9+.-]*:\/\/)/i.test(text) ? text : `${new URL(origin).protocol}//${text}`;
  if (!URL.canParse(whole, origin)) return undefined;
  const address = new URL(whole, origin);
  return /^https?:$/.test(address.protocol) && address.pathname !== "/" ? address : undefined;
}
