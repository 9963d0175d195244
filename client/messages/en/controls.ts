import { messages } from "../messages.ts";

/** Words that several parts of the page use. */
export const CONTROLS = messages("controls", {
  close: "Close",
  mixed: "{property}, mixed",
  loading: "Loading…",
  notLoaded: "This part of the page could not be loaded. Try again when you are online.",
});
