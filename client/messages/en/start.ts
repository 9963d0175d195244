import { messages } from "../messages.ts";

/** The start page. */
export const START = messages("start", {
  lead: "A shared whiteboard. No account, nothing lost.",
  newBoard: "New board",
  creating: "Creating board…",
  deleted: "The board was deleted, with everything on it and all its links.",
  joinLabel: "Join with a link",
  join: "Join",
  pasteLink: "Paste the link of a board first.",
  notBoardLink: "That doesn’t look like a board link.",
  otherSite: "This link leads to another site: {host}",
  recent: "Recent boards",
  noneYet: "Boards you open appear here, in this browser only.",
  boardOf: "Board of {date}",
  opened: "opened {ago}",
  owner: "owner",
  canDraw: "can draw",
  viewOnly: "view only",
  removeBoard: "Remove {board} from this list",
  remove: "Remove from this list",
  removeOwned: "You created this board, and this browser holds the only owner link. Remove it permanently?",
  noServer: "The server can’t be reached. Are you online?",
  notCreated: "Couldn’t create a board. Try again.",
  tooMany: "Too many new boards. Try again in a minute.",
});
