import { join } from "node:path";

/** What PDF.js loads while it reads a PDF, by folder: character maps, standard fonts, decoders without WebAssembly. */
const FOLDERS = [
  { from: "cmaps", to: "cmaps", name: /\.bcmap$/ },
  { from: "standard_fonts", to: "fonts", name: /\.(pfb|ttf)$/ },
  { from: "wasm", to: "decoders", name: /_nowasm_fallback\.js$/ },
] as const;

const LICENSE = /^LICENSE/;

/** The URL path of the folder with these files. It has the version in its name, so that browsers keep them. */
export function pdfFolder(root: string): string {
  const { version } = JSON.parse(Deno.readTextFileSync(join(packageOf(root), "package.json")));
  return `/assets/pdfjs-${version}/`;
}

/** The files with their licenses, by URL path. Pages load single ones of them, when a PDF needs them. */
export async function pdfFiles(root: string): Promise<Map<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>();
  for (const { from, to, name } of FOLDERS) {
    for await (const { name: found } of Deno.readDir(join(packageOf(root), from))) {
      if (!name.test(found) && !LICENSE.test(found)) continue;
      const path = `${pdfFolder(root)}${to}/${LICENSE.test(found) ? `${found}.txt` : found}`;
      files.set(path, await Deno.readFile(join(packageOf(root), from, found)));
    }
  }
  return files;
}

function packageOf(root: string): string {
  return join(root, "node_modules/pdfjs-dist");
}
