import { readLine } from "../name.ts";

/** What a page says of itself, for the card of a link to it: PROTOCOL.md 11.16. */
export interface LinkCard {
  readonly title: string;
  readonly description?: string;
  /** A small picture as a `data:` URL. */
  readonly icon?: string;
}

/** The longest address of a page, and what is shown of it, UTF-16 units. */
export const URL_CHARS_MAX = 2_000;
const TITLE_MAX = 120;
const DESCRIPTION_MAX = 200;
export const ICON_BYTES_MAX = 64 * 1024;
/** Without SVG, which may contain more than a picture. */
export const ICON_TYPES = ["image/png", "image/jpeg", "image/webp", "image/x-icon"] as const;

const ICON = new RegExp(`^data:(${ICON_TYPES.join("|")});base64,[A-Za-z0-9+/]+=*$`);
const ICON_CHARS_MAX = Math.ceil(ICON_BYTES_MAX / 3) * 4 + 40;

/** Cleans what a page or a server says. Undefined without a title. */
export function readLinkCard(value: unknown): LinkCard | undefined {
  const { title, description, icon } = Object(value) as Readonly<Record<string, unknown>>;
  const read = { title: lineOf(title, TITLE_MAX), description: lineOf(description, DESCRIPTION_MAX) };
  if (read.title === "") return undefined;
  const isIcon = typeof icon === "string" && icon.length <= ICON_CHARS_MAX && ICON.test(icon);
  return {
    title: read.title,
    ...(read.description !== "" && read.description !== read.title && { description: read.description }),
    ...(isIcon && { icon }),
  };
}

/** One line without characters that turn the direction of what follows. A longer one ends with an ellipsis. */
function lineOf(value: unknown, max: number): string {
  const whole = readLine(typeof value === "string" ? value.replace(/\p{Bidi_Control}/gu, " ") : value, max * 2);
  const line = readLine(whole, max);
  return line === whole ? line : `${readLine(whole, max - 1)}…`;
}
