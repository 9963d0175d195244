import { messages } from "../messages.ts";

/** Notices of files of other drawing programs. They get a full stop where they are shown. */
export const DRAWINGS = messages("drawings", {
  empty: "There is nothing in this file",
  unknown: "Drawbridge cannot read this kind of file",
  broken: "The file is damaged, and nothing of it was imported",
  tooLarge: "The file is too large to be imported",
  tooMany: "The file has more shapes than a board can hold",
  tooSlow: "It takes too long to read this file, and nothing of it was imported",
  newer: "A newer version of its program made this file",
  nothing: "There is nothing in this file that a board can show",
  missed: "Imported, but something could not be carried over: {list}",
  missedImage: { one: "{count} picture", other: "{count} pictures" },
  missedVideo: { one: "{count} video", other: "{count} videos" },
  missedEmbed: { one: "the content of {count} embedded page", other: "the contents of {count} embedded pages" },
  missedFill: { one: "the fill of {count} stroke", other: "the fills of {count} strokes" },
  missedTie: { one: "{count} end of an arrow that was attached", other: "{count} ends of arrows that were attached" },
  missedLink: { one: "{count} link", other: "{count} links" },
  missedPage: { one: "{count} other page", other: "{count} other pages" },
  missedForm: { one: "the exact form of {count} element", other: "the exact forms of {count} elements" },
  missedGradient: { one: "{count} gradient", other: "{count} gradients" },
  missedHidden: { one: "{count} hidden element", other: "{count} hidden elements" },
  missedStatement: { one: "{count} line of the diagram", other: "{count} lines of the diagram" },
  missedOther: { one: "{count} element of another kind", other: "{count} elements of other kinds" },
});
