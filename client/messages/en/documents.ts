import { messages } from "../messages.ts";

/**
 * Texts of the files in `static/`, which the build inserts in English: no script runs where they are read. The board
 * page replaces its title when its language has loaded.
 */
export const DOCUMENTS = messages("documents", {
  description: "Open a link, draw together. A shared whiteboard. No account, nothing lost.",
  noScriptTitle: "JavaScript is off",
  noScript: "Drawbridge needs JavaScript to draw. Allow it for this site in the settings of your browser.",
  errorTitle: "Not at the moment",
  error: "The server cannot do this right now. What was saved is safe. Wait a little, then try again.",
  tryAgain: "Try again",
});
