import { fitted } from "../../../board/figure/text/shape_text.ts";
import type { ShapeId } from "../../../board/id.ts";
import { readLine } from "../../../board/name.ts";
import { orderAbove, type OrderKey } from "../../../board/order.ts";
import type { GeoShape, ImageShape, Shape, TextShape } from "../../../board/shape.ts";
import type { Picture } from "../../editor/images.ts";

/** Board units. */
const WIDTH = 320;
const PADDING = 8;
const HEIGHT = 40;
const GAP = 6;
const ICON = 20;
const SMALL = 14;
export const BETWEEN = 20;

/** What a card shows of an address, UTF-16 units: two lines, and of a description as well. */
const ADDRESS_MAX = 64;
const ABOUT_MAX = 84;

/** A card that shows its address. */
export function plainCard(
  url: string,
  { id, order, x, y }: Pick<GeoShape, "id" | "order" | "x" | "y">,
): GeoShape & { readonly text: string } {
  return fitted({
    kind: "geo",
    form: "rectangle",
    rounded: true,
    id,
    order,
    x,
    y,
    w: WIDTH,
    h: HEIGHT,
    color: "grey",
    width: 1,
    fill: "semi",
    textColor: "black",
    font: "sans",
    fontSize: 18,
    align: "start",
    valign: "start",
    link: url,
    text: addressOf(url),
  });
}

/** What is added to a card once its page has said what it is. */
export interface CardParts {
  readonly h: number;
  readonly shapes: readonly Shape[];
}

/**
 * @param card with its title as text
 * @param options.group of the card and its parts
 */
export function cardParts(
  card: GeoShape,
  { description, icon, ids, above, groups }: {
    readonly description?: string | undefined;
    readonly icon?: Picture | undefined;
    readonly ids: () => ShapeId;
    readonly above: OrderKey | undefined;
    readonly groups: readonly string[];
  },
): CardParts {
  let order = above;
  const common = () => ({
    id: ids(),
    order: order = orderAbove(order),
    groups,
    ...(card.frame !== undefined && { frame: card.frame }),
  });
  const written = (text: string, left: number, y: number): TextShape =>
    fitted({
      ...common(),
      kind: "text",
      x: card.x + left,
      y,
      w: card.w - left - PADDING,
      h: 0,
      wraps: true,
      color: "black",
      font: "sans",
      fontSize: SMALL,
      align: "start",
      opacity: 0.75,
      text,
    });
  const title = fitted({ ...card, h: 0 });
  const about = description === undefined
    ? undefined
    : written(shortened(description, ABOUT_MAX), PADDING, card.y + title.h - PADDING + 2);
  const y = (about ? about.y + about.h : card.y + title.h - PADDING) + GAP;
  const site = written(hostOf(card.link ?? ""), PADDING + (icon ? ICON + GAP : 0), y);
  const picture: ImageShape | undefined = icon && {
    ...common(),
    kind: "image",
    x: card.x + PADDING,
    y: site.y + (site.h - ICON) / 2,
    w: ICON,
    h: ICON,
    ...icon,
    alt: hostOf(card.link ?? ""),
  };
  return {
    h: site.y + site.h + PADDING - card.y,
    shapes: [...(about ? [about] : []), site, ...(picture ? [picture] : [])],
  };
}

/** The host and the path. Of a board of this server, the host alone: the path is a secret. */
export function addressOf(url: string): string {
  const { origin, pathname, search } = new URL(url);
  const isBoard = globalThis.location?.origin === origin && /^\/(b|embed|docs)\//.test(pathname);
  const path = isBoard || pathname === "/" && search === "" ? "" : decoded(pathname) + search;
  return shortened(hostOf(url) + path, ADDRESS_MAX);
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host.replace(/^www\./, "") : "";
}

function decoded(path: string): string {
  try {
    return decodeURI(path).replace(/\p{Bidi_Control}/gu, "");
  } catch {
    return path;
  }
}

function shortened(text: string, max: number): string {
  return text.length > max ? `${readLine(text, max - 1)}…` : readLine(text, max);
}
