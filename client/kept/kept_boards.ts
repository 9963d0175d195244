import { keptSlugs, removeCopy, sizeOfCopy } from "../sync/kept_copies.ts";
import { everySlugOf, forgetVisit, listVisits } from "../ui/links/visits.ts";
import { languageTag } from "../messages/messages.ts";
import { OFFLINE } from "../messages/en/offline.ts";
import type { DeviceBoard, DeviceBoards } from "../editor/device_boards.ts";

/** @param open the link of the board of this page */
export function keptBoards(open: () => string | undefined): DeviceBoards {
  return {
    async list() {
      const kept = await keptSlugs();
      const boards = listVisits().map((visit) => ({
        title: visit.title || untitled(visit.since),
        slugs: everySlugOf(visit),
      }));
      const listed = new Set(boards.flatMap(({ slugs }) => slugs));
      const others = [...kept].filter((slug) => !listed.has(slug)).map((slug) => ({ title: undefined, slugs: [slug] }));
      const found: DeviceBoard[] = [];
      for (const { title, slugs } of [...boards, ...others]) {
        const here = [...new Set(slugs)].filter((slug) => kept.has(slug));
        if (here.length === 0) continue;
        const sizes = await Promise.all(here.map(sizeOfCopy));
        found.push({
          title,
          slugs: here,
          bytes: sizes.reduce((sum, { bytes }) => sum + bytes, 0),
          unsaved: sizes.reduce((sum, { unsaved }) => sum + unsaved, 0),
          isOpen: slugs.includes(open() ?? ""),
        });
      }
      return found.sort((a, b) => b.bytes - a.bytes);
    },
    used: async () => (await navigator.storage?.estimate?.())?.usage,
    async remove({ slugs }) {
      await Promise.all(slugs.map(removeCopy));
      // Of a board that no server has, nothing is left to open.
      for (const { slug, begun } of listVisits()) if (begun && slugs.includes(slug)) forgetVisit(slug);
    },
  };
}

function untitled(since: number): string {
  const time = new Intl.DateTimeFormat(languageTag(), { dateStyle: "medium", timeStyle: "short" }).format(since);
  return OFFLINE.untitled({ time });
}
