import type { ClientBuilt } from "./client_build.ts";
import type { Sizes } from "./dist.ts";

/**
 * The downloads of each page, as lines of text: every file, and the sum of those that are loaded initially.
 *
 *     board                                KB    gzip  brotli
 *       assets/board-4F2A.js             61.2    21.4    19.0
 *       all at once                      84.0    27.9    24.8
 */
export function sizeTable({ bundled, sizes, manifest }: ClientBuilt): string {
  const lines: string[] = [];
  for (const [name, page] of bundled.pages) {
    lines.push(row(name, ["KB", "gzip", "brotli"]));
    const atOnce = [page.script, ...page.modules, page.style].map((path) => path.slice(1));
    const fileSizes = (file: string) => sizes.get(file)!;
    for (const file of atOnce) lines.push(row(`  ${file}`, kilobytes([fileSizes(file)])));
    lines.push(row("  all at once", kilobytes(atOnce.map(fileSizes))));
    for (const when of ["next", "later"] as const) {
      for (const path of page[when]) {
        lines.push(row(`  ${when}: ${path.slice(1)}`, kilobytes([fileSizes(path.slice(1))])));
      }
    }
    lines.push(row(`  ${manifest.pages[name].file}`, kilobytes([fileSizes(manifest.pages[name].file)])), "");
  }
  return lines.join("\n");
}

function kilobytes(files: readonly Sizes[]): string[] {
  const sum = (size: (sizes: Sizes) => number) => (files.reduce((all, each) => all + size(each), 0) / 1000).toFixed(1);
  return [
    sum((sizes) => sizes.identity),
    sum((sizes) => sizes.gzip ?? sizes.identity),
    sum((sizes) => sizes.br ?? sizes.identity),
  ];
}

function row(label: string, cells: readonly string[]): string {
  return label.padEnd(40) + cells.map((cell) => cell.padStart(8)).join("");
}
