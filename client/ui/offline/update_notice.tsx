import { render } from "preact";
import { OFFLINE } from "../../messages/en/offline.ts";
import { applySheet } from "../page/style_sheet.ts";

/**
 * Says that a new version is there, until the person reloads the page or puts it off. Nothing reloads by itself: a
 * person may be in the middle of a stroke.
 */
function UpdateNotice({ reload, close }: { readonly reload: () => void; readonly close: () => void }) {
  return (
    <div class="panel update-notice">
      <p>{OFFLINE.newVersion}</p>
      <button type="button" class="link-button" onClick={reload}>{OFFLINE.reload}</button>
      <button type="button" class="link-button" onClick={close}>{OFFLINE.later}</button>
    </div>
  );
}

let frame: HTMLElement | undefined;

/** The words come after the element that announces them, or screen readers would not. */
export async function showUpdateNotice(reload: () => void): Promise<void> {
  if (frame) return;
  frame = document.createElement("div");
  frame.setAttribute("role", "status");
  document.body.append(frame);
  await applySheet("link[rel=later]").catch(() => {}); // then it is plain
  const close = () => {
    render(null, frame!);
    frame!.remove();
    frame = undefined;
  };
  render(<UpdateNotice reload={reload} close={close} />, frame);
}
