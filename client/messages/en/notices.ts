import { messages } from "../messages.ts";

/** Notices of what was done or could not be done. They get a full stop where they are shown. */
export const NOTICES = messages("notices", {
  fingersPan: "Fingers move the board while you use a pen. The menu has “Finger draws”",
  stillLoading: "The page is still loading. Try again in a moment",
  failed: "That did not work. Try again",
});
