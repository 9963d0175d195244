import { type FrameSites, readFrameSite } from "../../../board/embed/frame_sites.ts";
import { mayDraw, type Role } from "../../../board/role.ts";

/** The HTML that shows the board of a link in a page of another site. */
export function embedCode(address: string, role: Role): string {
  const mode = mayDraw(role) ? "edit" : "view";
  const src = `${address.replace("/b/", "/embed/")}?mode=${mode}`;
  return `<iframe src="${src}" title="Drawbridge board" width="800" height="600" style="border:0" ` +
    `loading="lazy" allow="clipboard-write; fullscreen"></iframe>`;
}

/** The sites of a list as lines of text. */
export function linesOf(sites: FrameSites): string {
  return sites === "any" ? "" : sites.join("\n");
}

/** The sites that a person wrote: one a line or with commas, also without `https://`. Those that are none stay as they are. */
export function sitesIn(text: string): string[] {
  const words = text.split(/[\s,]+/).filter((word) => word !== "");
  return words.map((word) => {
    const site = readFrameSite(word) ?? (word.includes("://") ? undefined : readFrameSite(`https://${word}`));
    return site ?? word;
  });
}
