import { messages } from "../../messages.ts";

/** What people say at the cursor. */
export const CURSOR_CHAT = messages("cursorChat", {
  say: "Say something",
  said: "{name}: {text}",
  ends: "Everybody on the board sees it at your cursor. Escape ends it.",
});
