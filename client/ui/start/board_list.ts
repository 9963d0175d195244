import { START } from "../../messages/en/start.ts";
import type { Visit } from "../links/visits.ts";
import { moment } from "../page/dates.ts";

/** The title of a board, or one made from the day of the first visit. */
export function shownTitle({ title, since }: Visit, now: number): string {
  return title || START.boardOf({ date: moment(since, now) });
}

/** What is said of a board that was pinned, or is not pinned any more. */
export function pinWords(board: string, isPinned = false): string {
  return (isPinned ? START.isPinned : START.isNotPinned)({ board });
}

/**
 * The boards whose title contains every word of the query, pinned ones first. Case and accents do not matter.
 *
 * @param visits latest visit first
 * @param now ms since 1970
 */
export function listedBoards(visits: readonly Visit[], query: string, now: number): Visit[] {
  const words = plain(query).split(/\s+/).filter((word) => word !== "");
  const found = visits.filter((visit) => {
    const title = plain(shownTitle(visit, now));
    return words.every((word) => title.includes(word));
  });
  return [...found.filter(({ pinned }) => pinned), ...found.filter(({ pinned }) => !pinned)];
}

function plain(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}
