import { messages } from "../../messages.ts";

/** The groups of commands, by their ids. Commands declare their English labels themselves. */
export const GROUP_NAMES = messages("groups", {
  Tools: "Tools",
  Style: "Style",
  Edit: "Edit",
  Arrange: "Arrange",
  View: "View",
  File: "File",
  Help: "Help",
});
