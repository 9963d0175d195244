/** Keys that lead from one part of the page to another. */
const WAYS: ReadonlySet<string> = new Set(["Tab", "F6", "Escape"]);
/** Where Escape leads back to the board from. */
const BARS = ".bar, .style-panel";

/**
 * Shows that the board has the focus when it came there by keys, until a pointer is used. The browser's own ring would
 * come with every shortcut that is pressed while drawing.
 */
export function ringBoard(board: HTMLElement): () => void {
  const ended = new AbortController();
  const { signal } = ended;
  let pressed = "";
  const hide = () => void delete board.dataset.ring;
  addEventListener("keydown", ({ key }) => pressed = key, { capture: true, signal });
  addEventListener("pointerdown", () => {
    pressed = "";
    hide();
  }, { capture: true, signal });
  board.addEventListener("focus", ({ relatedTarget }) => {
    const isWay = pressed !== "Escape" || (relatedTarget as Element | null)?.closest(BARS);
    if (WAYS.has(pressed) && isWay) board.dataset.ring = "";
  }, { signal });
  board.addEventListener("blur", hide, { signal });
  return () => ended.abort();
}
