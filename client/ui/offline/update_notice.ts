import { OFFLINE } from "../../messages/en/offline.ts";
import { showCornerNotice } from "./corner_notice.tsx";

/**
 * Says that a new version is there, until the person reloads the page or puts it off. Nothing reloads by itself: a
 * person may be in the middle of a stroke.
 */
export function showUpdateNotice(reload: () => void): void {
  void showCornerNotice("update", OFFLINE.newVersion, [{ label: OFFLINE.reload, run: reload }, {
    label: OFFLINE.later,
  }]);
}
