/** Keys that move the focus between parts of the page. */
const WAYS: ReadonlySet<string> = new Set(["Tab", "F6", "Escape"]);
/** Where Escape moves the focus back to the board. */
const BARS = ".bar, .style-panel";

/**
 * Shows a focus ring on the board when it received the focus by keyboard, until a pointer is used. The browser's own
 * ring would appear with every shortcut pressed while drawing.
 *
 * @returns a function that ends it
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
