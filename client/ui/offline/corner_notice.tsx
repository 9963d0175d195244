import { render } from "preact";
import { applySheet } from "../page/style_sheet.ts";

/** A choice that a notice offers. Every choice closes it. */
export interface NoticeChoice {
  readonly label: string;
  readonly run?: () => void;
}

/** The notice that is shown, by what it is about: there is never a second one of that. */
const shown = new Set<string>();

/**
 * Shows a quiet notice above the page, wherever that is. Its choices are the only ways to close it, and the focus then
 * returns to where it was.
 */
export async function showCornerNotice(about: string, words: string, choices: readonly NoticeChoice[]): Promise<void> {
  if (shown.has(about)) return;
  shown.add(about);
  const frame = document.createElement("div");
  // The words come after the element that announces them, or screen readers would not.
  frame.setAttribute("aria-live", "polite");
  let before: HTMLElement | null = null;
  frame.addEventListener("focusin", ({ relatedTarget }) => {
    if (!frame.contains(relatedTarget as Node | null)) before = relatedTarget as HTMLElement | null;
  });
  document.body.append(frame);
  await applySheet("link[rel=later]").catch(() => {}); // then it is plain
  const close = () => {
    const hadFocus = frame.contains(document.activeElement);
    render(null, frame);
    frame.remove();
    // A field on the board is gone when it has lost the focus.
    if (hadFocus) (before?.isConnected ? before : document.getElementById("canvas"))?.focus({ preventScroll: true });
    shown.delete(about);
  };
  render(
    <div class="panel corner-notice">
      <p dir="auto">{words}</p>
      <div class="corner-choices">
        {choices.map(({ label, run }) => (
          <button
            key={label}
            type="button"
            class="corner-choice"
            onClick={() => {
              close();
              run?.();
            }}
          >
            {label}
          </button>
        ))}
      </div>
    </div>,
    frame,
  );
}
