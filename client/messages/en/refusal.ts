import { messages } from "../messages.ts";

/** The page of a refused link. Loaded with it. */
export const REFUSAL = messages("refusal", {
  deleted: "This board was deleted.",
  withdrawn: "This link was withdrawn, replaced or has expired. Ask whoever shared it for another one.",
  removed: "An owner of this board has closed it for you for now. You can try again later.",
  waiting: "An owner of this board lets people in one by one.",
  noSuchLink: "This link does not open a board.",
  tooMany: "Too many messages came at once. Reload the page.",
  refused: "The server refused what this page sent. Reload the page.",
  refusedTitle: "This board can’t be opened",
  toStartPage: "Go to the start page",
  toNewLink: "Going to the board’s new link…",
  kept: {
    one: "{count} change is kept on this device. It is saved when the board opens here again.",
    other: "{count} changes are kept on this device. They are saved when the board opens here again.",
  },
  keptOnly: {
    one: "{count} change was not saved. It is kept on this device only.",
    other: "{count} changes were not saved. They are kept on this device only.",
  },
  notKept: {
    one: "{count} change was not saved. It is lost when this page is closed.",
    other: "{count} changes were not saved. They are lost when this page is closed.",
  },
});
