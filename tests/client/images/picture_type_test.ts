import assert from "node:assert/strict";
import { pictureTypeOf } from "../../../client/images/picture_type.ts";

const typeOf = (text: string) => pictureTypeOf(Uint8Array.from(text, (letter) => letter.charCodeAt(0)));

Deno.test("the first bytes tell the type of a picture", () => {
  const heads = {
    "\x89PNG\r\n\x1a\n": "image/png",
    "\xff\xd8\xff\xe0": "image/jpeg",
    "GIF89a": "image/gif",
    "RIFF\x00\x00\x00\x00WEBPVP8 ": "image/webp",
    "\x00\x00\x00\x20ftypavif": "image/avif",
    "\x00\x00\x00\x20ftypmif1\x00\x00\x00\x00mif1avifmiaf": "image/avif",
    "\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic": "image/heic",
    "<svg xmlns='http://www.w3.org/2000/svg'>": "image/svg+xml",
    '\n<?xml version="1.0"?>\n<!-- made by hand -->\n<!DOCTYPE svg PUBLIC "a" "b">\n<svg>': "image/svg+xml",
  };
  for (const [head, type] of Object.entries(heads)) assert.equal(typeOf(head), type, JSON.stringify(head));
});

Deno.test("other files are no pictures", () => {
  for (
    const head of ["", "%PDF-1.7", "<html><svg>", "<svgx>", "text <svg>", "\x00\x00\x00\x20ftypisom", "RIFF....WAVE"]
  ) {
    assert.equal(typeOf(head), undefined, JSON.stringify(head));
  }
});
