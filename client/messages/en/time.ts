import { messages } from "../messages.ts";

/** Times in words. `Intl` writes all others. */
export const TIME = messages("time", {
  justNow: "just now",
});
