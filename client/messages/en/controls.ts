import { messages } from "../messages.ts";

/** Buttons and notes that several parts have. */
export const CONTROLS = messages("controls", {
  close: "Close",
  mixed: "{property}, mixed",
  loading: "Loading…",
  notLoaded: "This part of the page could not be loaded. Try again when you are online.",
});
