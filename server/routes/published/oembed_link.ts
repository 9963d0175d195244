import { escaped } from "./escaped.ts";

/** Where a wiki learns how to show a page (oEmbed 1.0, 4: discovery). */
function oembedAddress(origin: string, page: string): string {
  return `${origin}/oembed?format=json&url=${encodeURIComponent(page)}`;
}

/** As an element of the page. */
export function oembedLink(origin: string, page: string): string {
  return `<link rel="alternate" type="application/json+oembed" href="${escaped(oembedAddress(origin, page))}">`;
}

/** As a header of the answer. */
export function oembedHeader(origin: string, page: string): string {
  return `<${oembedAddress(origin, page)}>; rel="alternate"; type="application/json+oembed"`;
}
