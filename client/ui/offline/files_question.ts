import { OFFLINE } from "../../messages/en/offline.ts";
import { showCornerNotice } from "./corner_notice.tsx";

/** Asks whether shared files become a board. */
export function askAboutFiles(
  names: readonly string[],
  { open, discard }: { readonly open: () => void; readonly discard: () => void },
): void {
  const words = OFFLINE.shared({ count: names.length, name: names[0] });
  void showCornerNotice("files", words, [
    { label: OFFLINE.openShared, run: open },
    { label: OFFLINE.discardShared, run: discard },
  ]);
}
