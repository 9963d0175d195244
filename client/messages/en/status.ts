import { messages } from "../messages.ts";

/** The save state of the board. */
export const STATUS = messages("status", {
  opening: "Opening…",
  notOpened: "Not opened",
  saving: "Saving…",
  saved: "Saved",
  viewOnly: "View only",
  commentOnly: "Comment only",
  savedInPart: "Saved – some content couldn’t be loaded",
  viewOnlyInPart: "View only – some content couldn’t be loaded",
  damage: "A part of this board could not be read. It is kept aside, and everything else is here.",
  notSaved: "Not saved – the server cannot save at the moment",
  full: "Not saved – this board is full",
  fullTip:
    "This board has reached its largest size. What you draw now stays on this device. Delete something, or continue on a new board.",
  undecided: "Not saved – images were refused",
  frozen: "Frozen",
  frozenKept: {
    one: "Frozen – {count} change waits on this device",
    other: "Frozen – {count} changes wait on this device",
  },
  frozenTip: "An owner has frozen this board. You can draw again when they let it go on.",
  offline: "Offline",
  offlineViewOnly: "Offline – view only",
  offlineCommentOnly: "Offline – comments are kept on this device",
  offlineKept: "Offline – drawing is kept on this device",
  changesKept: {
    one: "Offline – {count} change kept on this device",
    other: "Offline – {count} changes kept on this device",
  },
  changesNotKept: {
    one: "Offline – {count} change not kept, leave this page open",
    other: "Offline – {count} changes not kept, leave this page open",
  },
});
