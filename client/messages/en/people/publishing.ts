import { messages } from "../../messages.ts";

/** A published page of a board, in the share dialog. */
export const PUBLISHING = messages("publishing", {
  publish: "Publish",
  explained:
    "A published page shows the board as it is now, to everybody who knows its address. It changes only when you update it. Nobody can draw on it, and it leads to no link of the board.",
  publishNow: "Publish this board",
  update: "Update it",
  withdraw: "Withdraw it",
  withdrawExplained: "The page is gone at once. If you publish the board again, it has another address.",
  mayIndex: "Search engines may list it",
  address: "Address of the published page",
  asOf: "Published {ago}.",
  updated: "The page shows the board as it is now.",
  withdrawn: "The page is gone.",
  noServer: "The server can’t be reached. Nothing was changed.",
  notNow: "The server can’t do that now. Try again soon.",
  notOwner: "This link does not own the board any more. Reload the page.",
  tooLarge: "The board is too large for a page.",
});
