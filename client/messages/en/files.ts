import { messages } from "../messages.ts";

/** Answers to files that are dropped or pasted. They get a full stop where they are shown. */
export const FILES = messages("files", {
  noFolders: "Folders cannot be put on a board",
  noFilesByView: "With this link you can look at the board, not add files to it",
  noImages: "Images are not supported yet. Drawbridge files, and SVG files exported from Drawbridge, can be imported",
  noPdf: "PDF files are not supported yet. Drawbridge files, and SVG files exported from Drawbridge, can be imported",
  noOtherFiles: "Only Drawbridge files, and SVG files exported from Drawbridge, can be imported",
});
