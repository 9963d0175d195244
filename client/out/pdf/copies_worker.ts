/** Copies pages of one PDF away from the page, which may end this worker at any time. */
import { copyPages, type PageCopies } from "./page_copies.ts";

export interface CopyTask {
  readonly file: Uint8Array<ArrayBuffer>;
  readonly pages: readonly number[];
}

const say = (news: "ready" | PageCopies | undefined) => (postMessage as (news: unknown) => void)(news);

addEventListener("message", async ({ data: { file, pages } }: MessageEvent<CopyTask>) => {
  say(await copyPages(file, pages).catch(() => undefined));
});
say("ready");
