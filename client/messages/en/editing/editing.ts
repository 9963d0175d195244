import { messages } from "../../messages.ts";

/** Notices about shapes and their texts. They get a full stop where they are shown. */
export const EDITING = messages("editing", {
  styleCopied: "Style copied",
  locked: "Locked. To unlock it press Shift+L, or choose Unlock in its menu",
  textDeleted: "What you were writing in was deleted",
  textLocked: "What you were writing in was locked",
});
