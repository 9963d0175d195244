import type { Bundled, BundledPage } from "./bundle.ts";
import type { ClientBuilt } from "./client_build.ts";
import type { Sizes, Written } from "./dist.ts";
import { type Page, PAGES } from "./page.ts";

/** When a page loads a file. */
type When = "first" | "next" | "idle" | "later";

/** The parts of a build that the sizes of its pages follow from. */
export interface Weighed {
  readonly bundled: Pick<Bundled, "pages">;
  readonly sizes: Written["sizes"];
}

/** Scripts and styles of a page together, bytes after gzip. */
export interface PageSize {
  /** Files that the page must load before a person can draw. */
  readonly first: number;
  /** All files that load without an action of the person: `first`, `next` (the interface), and those loaded when idle. */
  readonly whole: number;
}

/** The sizes of all pages, by name. */
export function pageSizes({ bundled, sizes }: Weighed): ReadonlyMap<string, PageSize> {
  return new Map([...bundled.pages].map(([name, page]) => {
    const sum = (...whens: When[]) => {
      const files = whens.flatMap((when) => filesOf(page)[when]);
      return files.reduce((all, file) => all + gzipOf(sizes.get(file)!), 0);
    };
    return [name, { first: sum("first"), whole: sum("first", "next", "idle") }];
  }));
}

/** The limits that pages exceed, as lines of text. */
export function exceededLimits(built: Weighed, pages: readonly Page[] = PAGES): string[] {
  const all = pageSizes(built);
  return pages.flatMap(({ name, limits }) =>
    (["first", "whole"] as const).filter((part) => limits && all.get(name)![part] > limits[part])
      .map((part) => `${name}, ${LABELS[part]}: ${all.get(name)![part]} bytes, allowed are ${limits![part]}`)
  );
}

/**
 * The downloads of each page, as lines of text: every file with the time when it is loaded, and the sums of `PageSize`.
 *
 *     board                                KB    gzip  brotli
 *       assets/board-4F2A.js             61.2    21.4    19.0
 *       before the first stroke          84.0    27.9    24.8
 *       next: assets/chunk-7K54.js       30.0    11.0    10.1
 *       all that loads by itself        114.0    38.9    34.9
 *       later: assets/chunk-A8Q1.js       3.0     1.3     1.1
 */
export function sizeTable({ bundled, sizes, manifest }: ClientBuilt): string {
  const lines: string[] = [];
  for (const [name, page] of bundled.pages) {
    const files = filesOf(page);
    const add = (label: string, paths: readonly string[]) =>
      lines.push(row(`  ${label}`, kilobytes(paths.map((path) => sizes.get(path)!))));
    const list = (when: When, label = "") => files[when].forEach((file) => add(label + file, [file]));
    lines.push(row(name, ["KB", "gzip", "brotli"]));
    list("first");
    add(LABELS.first, files.first);
    list("next", "next: ");
    list("idle", "idle: ");
    if (page.next.length > 0) add(LABELS.whole, [...files.first, ...files.next, ...files.idle]);
    list("later", "later: ");
    const html = manifest.pages[name].file;
    add(html, [html]);
    lines.push("");
  }
  return lines.join("\n");
}

const LABELS = { first: "before the first stroke", whole: "all that loads by itself" };

function filesOf(
  { script, modules, style, next, nextStyle, idle, later, laterStyle }: BundledPage,
): Record<When, string[]> {
  const files = (urls: readonly string[]) => urls.map((url) => url.slice(1));
  return {
    first: files([script, ...modules, style]),
    next: files(nextStyle ? [...next, nextStyle] : next),
    idle: files(idle),
    later: files(laterStyle ? [...later, laterStyle] : later),
  };
}

function gzipOf({ identity, gzip = identity }: Sizes): number {
  return gzip;
}

function kilobytes(files: readonly Sizes[]): string[] {
  const sum = (size: (sizes: Sizes) => number) => (files.reduce((all, each) => all + size(each), 0) / 1000).toFixed(1);
  return [sum((sizes) => sizes.identity), sum(gzipOf), sum((sizes) => sizes.br ?? sizes.identity)];
}

function row(label: string, cells: readonly string[]): string {
  return label.padEnd(40) + cells.map((cell) => cell.padStart(8)).join("");
}
