/**
 * Tells the style sheet how high the part of the page is that a phone's keyboard leaves, as `--seen`: what is typed for
 * is listed there. A page that is zoomed by two fingers is as high as before. @returns what ends it
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
