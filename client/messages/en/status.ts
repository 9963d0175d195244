import { messages } from "../messages.ts";

/** The save state of the board. */
export const STATUS = messages("status", {
  opening: "Opening…",
  notOpened: "Not opened",
  saving: "Saving…",
  saved: "Saved",
  viewOnly: "View only",
  commentOnly: "Comment only",
  inPart: "{state} – some content couldn’t be loaded",
  damage: "A part of this board could not be read. It is kept aside, and everything else is here.",
  notSaved: "Not saved – the server cannot save now",
  full: "Not saved – this board is full",
  fullTip:
    "This board has reached its largest size. Your changes stay on this device. Delete something, or use another board.",
  undecided: "Not saved – images were refused",
  frozen: "Frozen",
  frozenTip: "You can draw again when an owner allows it.",
  offline: "Offline",
  offlineViewOnly: "Offline – view only",
  offlineCommentOnly: "Offline – comments are kept on this device",
  offlineKept: "Offline – drawing is kept on this device",
  changesKept: {
    one: "{state} – {count} change kept on this device",
    other: "{state} – {count} changes kept on this device",
  },
  changesNotKept: {
    one: "{state} – {count} change not kept, leave this page open",
    other: "{state} – {count} changes not kept, leave this page open",
  },
});
