import { messages } from "../messages.ts";

/** Why a board that is not open was not changed. Loaded with the code that changes boards. */
export const DESK = messages("desk", {
  viewOnly: "With this link you can’t rename the board. Ask its owner to do it.",
  frozen: "An owner has frozen this board. You can rename it when they let it go on.",
  full: "The title wasn’t saved, because this board is full.",
  removed: "An owner of this board has closed it for you for now. You can try again later.",
  waiting: "An owner of this board lets people in one by one. Open the board, and wait there until you are let in.",
  locked: "This link has a new passphrase. Open the board and enter it, then try again.",
  binned: "This board is in the bin. An owner can restore it.",
  absent: "This link no longer opens the board.",
  tooMany: "Too much came from this browser at once. Try again in a minute.",
  refused: "The server refused what this page sent. Reload the page, then try again.",
  cannotSave: "The title wasn’t saved, because the server cannot save at the moment. Try again soon.",
  busy: "The title wasn’t saved, because the server is busy. Try again in a minute.",
  notRenamed: "The title wasn’t saved. Check your connection, then try again.",
  notDuplicated: "Couldn’t duplicate the board. Check your connection, then try again.",
});
