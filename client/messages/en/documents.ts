import { messages } from "../messages.ts";

/**
 * Texts of the files in `static/`, which the build inserts in English: no script runs where they are read. The board
 * page replaces its title when its language has loaded.
 */
export const DOCUMENTS = messages("documents", {
  description: "Open a link, draw together. A shared whiteboard. No account, nothing lost.",
  noScriptTitle: "JavaScript is off",
  noScript: "Drawbridge needs JavaScript to draw. Allow it for this site in the settings of your browser.",
  oldBrowserTitle: "This browser is too old",
  oldBrowser:
    "Drawbridge needs Chrome or Edge 123, Firefox 127, Safari 17.5, or a newer version. Update this browser, or open this page in another one.",
  errorTitle: "Not at the moment",
  error: "The server cannot do this right now. What was saved is safe. Wait a little, then try again.",
  tryAgain: "Try again",
  myBoards: "My boards",
  screenshotWide: "A board with shapes, an arrow, a note and a drawing",
  screenshotNarrow: "A board on a phone",
});
