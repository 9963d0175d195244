import { render } from "preact";
import { Chrome, type ChromeProps } from "./ui/chrome.tsx";

/** Puts everything around the drawing on the page: a module of its own, as the first stroke does not need it. */
export function showChrome(props: ChromeProps): void {
  render(<Chrome {...props} />, document.getElementById("chrome")!);
}
