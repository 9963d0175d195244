/**
 * Sets `--seen` on the root element to the height that a phone's on-screen keyboard leaves, for lists of search
 * results. A page zoomed by pinch keeps its height. @returns a function that ends it
 */
export function tellSeenHeight(): () => void {
  const { style } = document.documentElement;
  const tell = () => style.setProperty("--seen", `${visualViewport!.height * visualViewport!.scale}px`);
  visualViewport?.addEventListener("resize", tell);
  return () => {
    visualViewport?.removeEventListener("resize", tell);
    style.removeProperty("--seen");
  };
}
