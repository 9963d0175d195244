import { messages } from "../../messages.ts";

/** The card of the local user. */
export const CARD = messages("card", {
  yourName: "Your name",
  seenByOthers: "Others see your name and colour at your cursor.",
});
