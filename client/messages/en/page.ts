import { messages } from "../messages.ts";

/** The page before its interface has loaded. */
export const PAGE = messages("page", {
  boardTitle: "Board – Drawbridge",
  titled: "{title} – Drawbridge",
  board: "Board",
  ownerAddress:
    "This browser keeps nothing, so the address of this page is the owner link. Keep it for yourself, and give others a link from Share",
  muted: "An owner has muted you: you can read messages and comments, and not write any",
  unmuted: "You can write messages and comments again",
  waiting: { one: "{count} person waits to be let in", other: "{count} people wait to be let in" },
  noRoom:
    "This device has no room left to keep the board. Drawing goes on and is saved while you are online, and this page tries again",
});
