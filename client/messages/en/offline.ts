import { messages } from "../messages.ts";

/** What works without a network, and the client on this device. */
export const OFFLINE = messages("offline", {
  newVersion: "A new version of Drawbridge is here. Reload to use it: what you drew and typed stays.",
  reload: "Reload",
  later: "Later",
  device: "On this device",
  used: "Drawbridge takes {size} here.",
  noCopies: "No board is kept here yet.",
  unsaved: { one: "{count} change not saved", other: "{count} changes not saved" },
  open: "open here",
  untitled: "Board of {time}",
  notCreated: "The server did not create this board. It is kept on this device, and this page tries again",
  unlisted: "A board that is not in your list",
  remove: "Remove",
  removeCopy: "Remove {board} from this device",
  losesCopy: "The board stays on the server. Without a network, it will not open here until you have opened it again.",
  losesUnsaved: {
    one: "{count} change of this board is on no server. It will be lost.",
    other: "{count} changes of this board are on no server. They will be lost.",
  },
  keep: "Keep",
  install: "Install as an app",
  shared: {
    one: "“{name}” was shared with Drawbridge.",
    other: "{count} files were shared with Drawbridge: “{name}” and others.",
  },
  openShared: "Open on a new board",
  discardShared: "Discard",
});
