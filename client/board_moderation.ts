import type { Editor } from "./editor/editor.ts";
import { PAGE } from "./messages/en/page.ts";
import type { Provider } from "./sync/provider.ts";

/**
 * Passes on what an owner has set. A stroke in progress is finished before drawing stops: it stays on this device, and
 * what the others see of it ends.
 */
export function learnState(editor: Editor, provider: Pick<Provider, "notices" | "tellInk">): void {
  const { moderation, live, done } = editor;
  const { state, isFrozen } = provider.notices;
  const before = moderation.peek();
  if (JSON.stringify(state) === JSON.stringify(before)) return;
  if (isFrozen && !before.frozen) {
    const drawn = [...live.all()].filter(({ author }) => author === undefined);
    editor.finishGesture();
    for (const { id, nib, color, width } of drawn) {
      provider.tellInk({ stroke: id, phase: "cancelled", nib, color, width, x: 0, y: 0 });
    }
  }
  // The end of a stroke has come here once more.
  if (moderation.peek() !== before) return;
  moderation.value = state;
  if (state.frozen !== before.frozen) editor.tell({ kind: state.frozen ? "frozen" : "thawed" });
  if (state.muted !== before.muted) done.value = state.muted ? PAGE.muted : PAGE.unmuted;
  if ((state.waiting ?? 0) > (before.waiting ?? 0)) {
    done.value = PAGE.waiting({ count: state.waiting! });
  }
}
