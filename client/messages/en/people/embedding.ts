import { messages } from "../../messages.ts";

/** Boards in pages of other sites, in the list of links. */
export const EMBEDDING = messages("embedding", {
  sites: "Sites that may show this board",
  example: "https://wiki.example.org",
  anySite: "Any site may show it",
  viewHint:
    "One address a line, up to {count}, such as wiki.example.org or *.example.org. Whoever reads a page that shows the board can see it.",
  drawHint:
    "One address a line, up to {count}, such as wiki.example.org or *.example.org. Whoever reads a page that shows the board can do what the link allows.",
  code: "Embed code",
  copyCode: "Copy embed code",
  unknownLink: "This browser does not know the link, so it cannot make the code. Create a new link here.",
  badSites: "Sites are addresses such as https://wiki.example.org. Nothing was changed.",
});
