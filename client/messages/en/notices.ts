import { messages } from "../messages.ts";

/** Notices of what was done or could not be done. They get a full stop where they are shown. */
export const NOTICES = messages("notices", {
  styleCopied: "Style copied",
  linkCopied: "Link copied",
  noLink: "There is no link to copy. {problem}",
  linkNotCopied: "The browser does not let this page copy the link: the share dialog shows it",
  fingersPan: "Fingers move the board while you use a pen. The menu has “Finger draws”",
  locked: "Locked. To unlock it press Shift+L, or choose Unlock in its menu",
  nothingToPaste: "There is nothing on the clipboard to put on a board",
  clipboardClosed: "The browser does not let this page read the clipboard: paste by key instead",
  textDeleted: "What you were writing in was deleted",
  textLocked: "What you were writing in was locked",
  stillLoading: "The page is still loading. Try again in a moment",
  failed: "That did not work. Try again",
});
