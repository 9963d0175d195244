import { messages } from "../../messages.ts";

/** What happened on the board, for a moment. */
export const NEWS = messages("news", {
  title: "News of the board",
  cameOne: "{first} came",
  cameTwo: "{first} and {second} came",
  cameMore: { one: "{first}, {second} and {count} other came", other: "{first}, {second} and {count} others came" },
  leftOne: "{first} left",
  leftTwo: "{first} and {second} left",
  leftMore: { one: "{first}, {second} and {count} other left", other: "{first}, {second} and {count} others left" },
  saved: { one: "{count} change made offline is saved", other: "{count} changes made offline are saved" },
  nowOwner: "Your link now makes you an owner of this board",
  nowEditor: "Your link now lets you draw",
  nowCommenter: "Your link now lets you look and talk, not draw",
  nowViewer: "Your link now lets you look only",
  message: "{name}: {text}",
  mention: "{name} mentioned you: {text}",
  reply: "{name} replied to you: {text}",
  show: "Show",
  notify: "Also tell me when this tab is hidden",
  notAllowed: "The browser does not allow notifications of this page. Its settings for this site change that.",
});
