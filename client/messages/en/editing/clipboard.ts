import { messages } from "../../messages.ts";

/** Why nothing was pasted. These get a full stop where they are shown. */
export const CLIPBOARD = messages("clipboard", {
  nothing: "There is nothing on the clipboard to put on a board",
  closed: "The browser does not let this page read the clipboard: paste by key instead",
});
