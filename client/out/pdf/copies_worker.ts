/** Copies pages of one PDF away from the page, which may end this worker at any time. */
import { copyPages, type PageCopies } from "./page_copies.ts";

export interface CopyTask {
  readonly file: Uint8Array<ArrayBuffer>;
  readonly pages: readonly number[];
}

/** What the worker says: that it is loaded, how many pages it has tried, and at last the copies. */
export type CopyNews = "ready" | number | PageCopies | undefined;

const say = (news: CopyNews) => (postMessage as (news: unknown) => void)(news);

addEventListener("message", async ({ data: { file, pages } }: MessageEvent<CopyTask>) => {
  say(await copyPages(file, pages, say).catch(() => undefined));
});
say("ready");
