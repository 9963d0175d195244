import { useSignal } from "@preact/signals";
import { useEffect, useLayoutEffect, useMemo, useRef } from "preact/hooks";
import { type Hint, HintChooser } from "../../editor/first_use/hint_chooser.ts";
import type { Editor } from "../../editor/editor.ts";
import { draws } from "../../editor/style/draws.ts";
import { HINTS } from "../../messages/en/first_use/hints.ts";
import { focusBoard } from "../page/page_parts.ts";
import { useMedia, WIDE } from "../page/use_media.ts";
import { KeptHints } from "./kept_hints.ts";

/** Controls whose use shows that the person found the styles. */
const STYLES = ".button.style, .style-panel, .quick-colors";

/** A card with a hint for newcomers, beside what it is about. Leaves the board free while something is drawn. */
export function HintCard({ editor }: { editor: Editor }) {
  const closed = useMemo(() => new KeptHints(), []);
  const chooser = useMemo(() => new HintChooser(editor, closed), [editor]);
  const isPressed = useSignal(false);
  const isWide = useMedia(WIDE).value;
  // Effects do not run when the page is closed before the next frame; layout effects do.
  useLayoutEffect(() => () => {
    chooser.close();
    closed.close();
  }, [chooser]);
  useEffect(() => {
    const ended = new AbortController();
    const { signal } = ended;
    const board = document.getElementById("canvas");
    board?.addEventListener("pointerdown", () => isPressed.value = true, { signal });
    for (const type of ["pointerup", "pointercancel"]) {
      addEventListener(type, () => isPressed.value = false, { signal });
    }
    board?.addEventListener("touchstart", ({ touches }) => touches.length > 1 && chooser.used("pan"), {
      signal,
      passive: true,
    });
    addEventListener("click", ({ target }) => {
      if ((target as Element).closest?.(STYLES)) chooser.used("style");
    }, { signal });
    return () => ended.abort();
  }, [chooser]);
  const hint = chooser.shown.value;
  const isFree = !isPressed.value && !editor.writing.value && !editor.panel.value && !editor.dialog.value;
  const isShown = isFree && hint !== undefined && (hint !== "style" || canStyle(editor));
  const told = useRef<Hint | undefined>(undefined);
  if (isShown) told.current = hint;
  const close = () => {
    chooser.used(hint!);
    focusBoard();
  };
  // The paragraph is always there: screen readers do not announce a status that appears together with its text. While the
  // card is gone for a moment it keeps its text, which would be announced again.
  return (
    <div
      class={isShown ? "panel hint-card" : "hint-card"}
      data-hint={hint}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.preventDefault();
        close();
      }}
    >
      <p aria-live="polite" aria-atomic class={isShown ? undefined : "unseen"}>
        {hint !== undefined && told.current === hint && textOf(hint, { isWide, editor })}
      </p>
      {isShown && (
        <div class="hint-actions" role="group" aria-label={HINTS.tip}>
          {hint === "share" && (
            <button type="button" class="primary" onClick={() => editor.dialog.value = "share"}>
              {HINTS.shareNow}
            </button>
          )}
          <button type="button" class="secondary" onClick={close}>{HINTS.close}</button>
        </div>
      )}
    </div>
  );
}

/** Whether there is anything to style now. */
function canStyle({ selection, tool }: Editor): boolean {
  return selection.ids.value.size > 0 || draws(tool.value);
}

function textOf(hint: Hint, { isWide, editor }: { isWide: boolean; editor: Editor }): string {
  switch (hint) {
    case "style":
      return !isWide ? HINTS.styleTouch : editor.showsStyles.value ? HINTS.style : HINTS.styleButton;
    case "share":
      return HINTS.share;
    case "pan":
      return matchMedia("(hover: none)").matches ? HINTS.panTouch : HINTS.pan;
  }
}
