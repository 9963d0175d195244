import { emptyInbox, inboxNames, putIntoInbox } from "../offline/inbox.ts";
import { askAboutFiles } from "../ui/offline/files_question.ts";
import { FILES_HASH } from "../ui/links/link.ts";
import { newBoard } from "./new_board.ts";

/** How the system hands over files that were opened with the app. */
interface LaunchQueue {
  setConsumer(take: (launch: { readonly files?: readonly { getFile(): Promise<File> }[] }) => void): void;
}

/** What the system and other apps start the app for: new boards, files, and things that were shared. */
export function followLaunches(): void {
  const { launchQueue } = globalThis as { launchQueue?: LaunchQueue };
  launchQueue?.setConsumer(async ({ files = [] }) => {
    if (files.length === 0) return;
    // Nobody but the system can do this, so the person is not asked again.
    await putIntoInbox(await Promise.all(files.map((file) => file.getFile())), caches);
    await openBoard(FILES_HASH);
  });
  if (location.hash === "#shared") void offerShared();
  // A link on another page must not make boards.
  const isApp = matchMedia("(display-mode: standalone)").matches;
  if (isApp && new URLSearchParams(location.search).has("new")) void openBoard();
}

/** Any site can send a form to the address for shares, so the person decides what becomes of it. */
async function offerShared(): Promise<void> {
  history.replaceState(history.state, "", "/");
  const names = await inboxNames(caches);
  if (names.length === 0) return;
  askAboutFiles(names, { open: () => void openBoard(FILES_HASH), discard: () => void emptyInbox(caches) });
}

/** @returns without effect when no board can be made now; what waits stays */
async function openBoard(hash = ""): Promise<void> {
  const made = await newBoard(undefined);
  if ("slug" in made) location.assign(`/b/${made.slug}${hash}`);
}
