import { unpackedFont } from "../../board/bytes/woff.ts";
import { type Font, FONTS } from "../../board/style.ts";

/** Set by the build, which copies the files beside the module of the workers. */
declare const PACKAGES_FOLDER: string | undefined;

const PACKAGES = new URL(
  typeof PACKAGES_FOLDER === "undefined" ? "../../node_modules/" : PACKAGES_FOLDER,
  import.meta.url,
);

/** Package and weight of each font, as in `client/ui/page/fonts.css`. */
export const FACES = {
  hand: ["shantell-sans", 600],
  sans: ["inter", 400],
  serif: ["source-serif-4", 400],
  mono: ["jetbrains-mono", 400],
} as const satisfies Record<Font, readonly [name: string, weight: number]>;

/** Each font has a file for each of these alphabets. */
export const ALPHABETS = ["latin", "latin-ext", "cyrillic"] as const;
export type Alphabet = (typeof ALPHABETS)[number];

const ENGINE = "@thorvg/webcanvas/dist/thorvg.wasm";

/** The files that the rasterizer reads, in the folder of packages. */
export const RASTER_FILES: readonly string[] = [
  ENGINE,
  ...FONTS.flatMap((font) => ALPHABETS.map((alphabet) => fontFile(font, alphabet))),
];

export const ENGINE_URL: URL = new URL(ENGINE, PACKAGES);

/** Reads the file of a font for an alphabet, unpacked as OpenType. */
export async function fontOf(font: Font, alphabet: Alphabet): Promise<Uint8Array> {
  return await unpackedFont(await Deno.readFile(new URL(fontFile(font, alphabet), PACKAGES)));
}

function fontFile(font: Font, alphabet: Alphabet): string {
  const [name, weight] = FACES[font];
  return `@fontsource/${name}/files/${name}-${alphabet}-${weight}-normal.woff`;
}
