import { messages } from "../messages.ts";

/** Adding the pages of a PDF. */
export const PDF = messages("pdf", {
  opening: "Opening {name}…",
  which: "Pages",
  whichHint: "For example 1-3, 5",
  all: "All",
  none: "None",
  page: "Page {page}",
  chosen: { one: "{count} page of {pages}", other: "{count} pages of {pages}" },
  tooMany: "At most {most} pages can be added at once",
  noPages: "Choose at least one page",
  wrongRange: "Write page numbers from 1 to {pages}, like 1-3, 5",
  add: "Add to board",
  adding: "Adding page {done} of {all}…",
  progress: "Progress of adding pages",
  cancel: "Cancel",
  password: "Password",
  needsPassword: "{name} opens with a password only.",
  wrongPassword: "This is not the password",
  openIt: "Open",
  shared: "Everybody with a link to this board can download the whole PDF.",
  notShared: "The PDF itself stays on your device: its pages become pictures, and their text cannot be found.",
  pageOf: "{name}, page {page}",
  leftOut: {
    one: "{count} page could not be read and was left out",
    other: "{count} pages could not be read and were left out",
  },
  broken: "The PDF is damaged or is none: it cannot be read",
  tooSlow: "The PDF takes too long to read and was given up",
  tooLarge: "The PDF is too large: 25 MB is the most",
  noWorker: "The code that reads PDFs could not be loaded: try again",
});
