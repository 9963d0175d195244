import { join } from "node:path";

/** What PDF.js loads while it reads a PDF, by folder: character maps, standard fonts, decoders without WebAssembly. */
const FOLDERS = [
  { from: "cmaps", to: "cmaps", name: /\.bcmap$/ },
  { from: "standard_fonts", to: "fonts", name: /\.(pfb|ttf)$/ },
  { from: "wasm", to: "decoders", name: /_nowasm_fallback\.js$/ },
] as const;

/** The sources that are built may be a copy of the project without packages. */
const PACKAGE = join(import.meta.dirname!, "..", "..", "node_modules", "pdfjs-dist");

const LICENSE = /^LICENSE/;

/** The URL path of the folder with these files. It has the version in its name, so that browsers keep them. */
export function pdfFolder(): string {
  const { version } = JSON.parse(Deno.readTextFileSync(join(PACKAGE, "package.json")));
  return `/assets/pdfjs-${version}/`;
}

/** The files with their licenses, by URL path. Pages load single ones of them, when a PDF needs them. */
export async function pdfFiles(): Promise<Map<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>();
  for (const { from, to, name } of FOLDERS) {
    for await (const { name: found } of Deno.readDir(join(PACKAGE, from))) {
      if (!name.test(found) && !LICENSE.test(found)) continue;
      const path = `${pdfFolder()}${to}/${LICENSE.test(found) ? `${found}.txt` : found}`;
      files.set(path, await Deno.readFile(join(PACKAGE, from, found)));
    }
  }
  return files;
}
