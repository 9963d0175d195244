import { messages } from "../messages.ts";

/** The export dialog. */
export const EXPORT = messages("export", {
  part: "What",
  wholeBoard: "Whole board",
  selected: { one: "The selected shape", other: "{count} selected shapes" },
  oneFrame: "A frame",
  whichFrame: "Which frame",
  frame: "Frame {number}",
  format: "Format",
  png: "PNG",
  pngNote: "A picture that opens anywhere",
  svg: "SVG",
  svgNote: "A picture that is sharp at any size",
  drawbridge: "Drawbridge file",
  drawbridgeNote: "Can be imported into another board",
  size: "Size",
  times: "{scale}×",
  pixels: "{width} × {height} pixels",
  theme: "Theme",
  light: "Light",
  dark: "Dark",
  background: "Background",
  transparent: "Transparent background",
  margin: "Margin",
  preview: "Preview",
  painting: "Painting the preview…",
  progress: "Progress of the export",
  cancel: "Cancel",
  copy: "Copy",
  save: "Save",
});

/** Answers to files that are dropped or pasted. They get a full stop where they are shown. */
export const FILES = messages("files", {
  noFolders: "Folders cannot be put on a board",
  noFilesByView: "With this link you can look at the board, not add files to it",
  noImages: "Images are not supported yet. Drawbridge files, and SVG files exported from Drawbridge, can be imported",
  noPdf: "PDF files are not supported yet. Drawbridge files, and SVG files exported from Drawbridge, can be imported",
  noOtherFiles: "Only Drawbridge files, and SVG files exported from Drawbridge, can be imported",
});
