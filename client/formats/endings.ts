/** Endings of the files that `drawing_reader.ts` reads. A PNG or SVG may carry a drawing. */
export const FOREIGN_ENDINGS = [
  ".excalidraw",
  ".excalidrawlib",
  ".tldr",
  ".drawio",
  ".xml",
  ".mmd",
  ".json",
  ".svg",
  ".png",
  ".csv",
  ".tsv",
  ".md",
  ".txt",
] as const;
