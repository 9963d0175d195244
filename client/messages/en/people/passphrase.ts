import { messages } from "../../messages.ts";

/** The page that asks for the passphrase of a link. */
export const PASSPHRASE = messages("passphrase", {
  title: "Enter the passphrase",
  hint: "Ask whoever shared the link.",
  label: "Passphrase",
  open: "Open the board",
  opening: "Opening…",
  wrong: "That is not the passphrase.",
  noBoard: "This link does not open a board any more.",
  busy: "Many people are coming in right now. Try again in a moment.",
  tooMany: "Too many tries. Try again in a minute.",
  noServer: "The server can’t be reached. Try again soon.",
});
