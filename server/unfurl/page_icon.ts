import { hasAt } from "../../board/asset/header_reader.ts";
import { imageHeader } from "../../board/asset/image_header.ts";
import type { ICON_TYPES } from "../../board/wire/link_card.ts";
import { readPublicUrl } from "../outgoing/guarded_get.ts";
import type { PageHead } from "./page_head.ts";

/** A card shows icons small. Smaller pictures look coarse there, larger ones cost more. Pixels. */
const SIZE_WANTED = 48;
const SIZE_MAX = 1_024;

/** Where the icon of a page probably is, best first. */
export function iconUrls({ icons, base }: Pick<PageHead, "icons" | "base">, page: URL): URL[] {
  const from = readPublicUrl(base ?? page.href, page) ?? page;
  const cost = ({ size = SIZE_WANTED * 4, isTouch }: PageHead["icons"][number]) =>
    (size < SIZE_WANTED ? 10_000 - size : size) + (isTouch ? 1 : 0);
  const named = icons.toSorted((a, b) => cost(a) - cost(b)).flatMap(({ href }) => readPublicUrl(href, from) ?? []);
  const usual = readPublicUrl("/favicon.ico", page);
  return [...named.slice(0, 1), ...(usual ? [usual] : [])];
}

/** The type of an icon by its bytes; undefined when it is none that a card can show. */
export function iconTypeOf(bytes: Uint8Array): typeof ICON_TYPES[number] | undefined {
  if (hasAt(bytes, 0, "\0\0\x01\0") && bytes.length > 22) return "image/x-icon";
  const header = imageHeader();
  header.push(bytes);
  header.end();
  const { type, width = Infinity, height = Infinity } = header.result ?? {};
  if (type !== "image/png" && type !== "image/jpeg" && type !== "image/webp") return undefined;
  return Math.min(width, height) > 0 && Math.max(width, height) <= SIZE_MAX ? type : undefined;
}
