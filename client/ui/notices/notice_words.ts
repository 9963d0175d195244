import type { LinkNotice } from "../../../board/moderation.ts";
import { isRole } from "../../../board/role.ts";
import type { News } from "../../editor/news.ts";
import type { Settings } from "../../editor/settings.ts";
import { NEWS } from "../../messages/en/people/news.ts";
import type { Notice } from "./notice.ts";

/** Letters of a message that a notice shows. */
const SHOWN_LETTERS = 80;
/** Names that a notice shows. */
const NAMES_MAX = 2;

type Grouped = Extract<News, { kind: "came" | "left" | "link" }>;
export type Single = Exclude<News, Grouped>;

/** True for news of which several become one notice. */
export function isGrouped(news: News): news is Grouped {
  return news.kind === "came" || news.kind === "left" || news.kind === "link";
}

/** The notice of one piece of news. */
export function noticeOf(news: Single): Omit<Notice, "id"> {
  switch (news.kind) {
    case "saved":
      return { text: NEWS.saved({ count: news.count }), concernsMe: false };
    case "role":
      return { text: NEWS[ROLE_WORDS[news.role] ?? "nowViewer"], concernsMe: false };
    case "owner":
      return { text: news.text, concernsMe: false };
    case "frozen":
    case "thawed":
      return { text: NEWS[news.kind], concernsMe: false };
    default: {
      const values = { name: news.name, text: shortened(news.text) };
      return { text: NEWS[news.kind](values), open: news.open, concernsMe: news.kind !== "message" };
    }
  }
}

const ROLE_WORDS = { owner: "nowOwner", editor: "nowEditor", commenter: "nowCommenter", viewer: "nowViewer" } as const;

/** Who came or left: "Ada, Bo and 3 others came". */
export function coming(kind: "came" | "left", names: readonly string[]): string {
  const [first, second] = names, count = names.length - NAMES_MAX;
  if (second === undefined) return NEWS[`${kind}One`]({ first });
  if (count === 0) return NEWS[`${kind}Two`]({ first, second });
  return NEWS[`${kind}More`]({ first, second, count });
}

/** Changes of links: "Ada created a link: Guests", "Ada changed 3 links". */
export function linksChanged(changes: readonly LinkNotice[]): string {
  const [{ action, about = "", ...first }] = changes;
  const name = first.name || NEWS.nameless, count = changes.length;
  if (count > 1) {
    return changes.every(({ name }) => name === first.name) ? NEWS.linksBy({ name, count }) : NEWS.links({ count });
  }
  return NEWS[action]({ name, about: isRole(about) ? NEWS[`${about}Link`] : about });
}

/** Whether the person wants to hear of it. */
export function isWanted({ kind }: News, settings: Settings): boolean {
  switch (kind) {
    case "came":
    case "left":
      return settings.showsPeople;
    case "saved":
      return settings.showsSaved;
    case "role":
    case "owner":
      return settings.showsOwner;
    case "frozen":
    case "thawed":
      return settings.showsFreezing;
    case "link":
      return settings.showsLinks;
    case "message":
      return settings.showsMessages;
    default:
      return settings.showsMentions;
  }
}

/** The beginning of a message, on one line. */
export function shortened(text: string): string {
  const letters = [...text.replace(/\s+/g, " ")];
  return letters.length > SHOWN_LETTERS ? `${letters.slice(0, SHOWN_LETTERS).join("")}…` : letters.join("");
}
