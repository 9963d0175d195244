import { messages } from "../messages.ts";

/** The export dialog. */
export const EXPORT = messages("export", {
  wholeBoard: "The whole board",
  selected: { one: "The selected shape", other: "{count} selected shapes" },
  format: "Format",
  png: "PNG",
  pngNote: "Image, works anywhere",
  svg: "SVG",
  svgNote: "Vector, sharp at any size",
  drawbridge: "Drawbridge file",
  drawbridgeNote: "Can be imported into another board",
  size: "Size",
  transparent: "Transparent background",
  copy: "Copy",
  save: "Save",
});
