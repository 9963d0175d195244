import type { Font } from "../../../board/style.ts";
import { FACES } from "../../../server/raster/raster_files.ts";
import type { PdfSources } from "../../../client/out/pdf/pdf_sources.ts";

const RANGES = {
  latin: /[ -\u00ff\u0131\u0152\u0153\u2000-\u206f\u20ac]/,
  "latin-ext": /[\u0100-\u02ff\u1e00-\u1eff]/,
  cyrillic: /[\u0400-\u045f\u0490\u0491\u2116]/,
};

/** The fonts of the page, read from their packages. Pictures of images are missing; foreign letters are grey boxes. */
export function packagedFonts(sources: Partial<PdfSources> = {}): PdfSources {
  const filesOf = (font: Font) =>
    Object.entries(RANGES).map(([part, range]) => ({
      isFor: (code: number) => range.test(String.fromCodePoint(code)),
      load: () => {
        const [name, weight] = FACES[font];
        const file = `@fontsource/${name}/files/${name}-${part}-${weight}-normal.woff`;
        return Deno.readFile(new URL(`../../../node_modules/${file}`, import.meta.url));
      },
    }));
  const files = { hand: filesOf("hand"), sans: filesOf("sans"), serif: filesOf("serif"), mono: filesOf("mono") };
  return {
    fontFiles: (font) => files[font],
    picture: () => Promise.resolve(undefined),
    copies: () => Promise.resolve(undefined),
    paint: ({ width, size }) => {
      const pixels = new Uint8ClampedArray(4).fill(128);
      return Promise.resolve({ width: 1, height: 1, pixels, x: 0, y: -size, w: width, h: size });
    },
    ...sources,
  };
}
