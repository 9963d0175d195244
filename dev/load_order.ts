import { dirname, extname, join } from "node:path";
import type * as esbuild from "esbuild";
import type { Page } from "./page.ts";

/** The result of a build in which modules are not gathered yet. Paths are relative to the root. */
interface Built extends esbuild.Metafile {
  readonly pages: readonly Page[];
}

/** Sets of modules by module. */
type Sets = ReadonlyMap<string, ReadonlySet<string>>;
const NONE: ReadonlySet<string> = new Set();

/**
 * Makes esbuild bundle the modules that a page loads together into one file. esbuild makes a file for each set of
 * modules that the same entries need, and every dynamically imported module is an entry. Twenty small ones would split
 * the initial code into as many files, each with a request and some work before the first stroke. So each dynamically
 * imported module also imports everything that is loaded before it. All of that is then needed by the same entries.
 *
 *     main ─▶ a, b          main, later: a b      instead of      main: a
 *     later ─▶ b, c         later: c                              main, later: b
 *                                                                 later: c
 *
 * What pages load for an action shares small modules in many combinations. All of these modules become one file.
 */
export function loadedTogether(built: Built, root: string): esbuild.Plugin {
  const before = knownBefore(built), shared = sharedLater(built, before);
  const known = new Map([...before].map(([path, each]) => [join(root, path), each.union(shared.get(path) ?? NONE)]));
  return {
    name: "loaded together",
    setup(build) {
      build.onLoad({ filter: /\.tsx?$/ }, async ({ path }) => {
        const before = known.get(path);
        if (before === undefined) return undefined;
        const imports = [...before].map((each) => `import ${JSON.stringify(join(root, each))};`);
        return {
          // On one line, so that line numbers in messages stay correct.
          contents: imports.join("") + await Deno.readTextFile(path),
          loader: extname(path) === ".tsx" ? "tsx" : "ts",
          resolveDir: dirname(path),
        };
      });
    },
  };
}

/** For each dynamically imported module, the modules that are always loaded before it, on whichever way it is reached. */
function knownBefore(built: Built): Sets {
  const entries = built.pages.map(({ script }) => script);
  const before = new Map<string, ReadonlySet<string>>(entries.map((entry) => [entry, NONE]));
  const changed = new Set(entries);
  for (const first of changed) {
    changed.delete(first);
    const loaded = loadedBy(built, [first]);
    const known = before.get(first)!.union(loaded);
    for (const later of new Set([...loaded].flatMap((each) => importsOf(built, each, "dynamic-import")))) {
      const others = before.get(later);
      const common = others?.intersection(known) ?? known;
      if (common.size === others?.size) continue;
      before.set(later, common);
      changed.add(later);
    }
  }
  // A page refers to its script by name, so its own code is in no other file.
  return new Map(
    [...before].filter(([later]) => isOwn(later) && !entries.includes(later)).map(([later, modules]) => [
      later,
      new Set([...modules].filter((each) => isOwn(each) && each !== later && !entries.includes(each))),
    ]),
  );
}

/** The modules and all their static imports, direct and indirect. */
function loadedBy(built: Built, paths: readonly string[]): ReadonlySet<string> {
  const loaded = new Set(paths);
  for (const each of loaded) for (const next of importsOf(built, each, "import-statement")) loaded.add(next);
  return loaded;
}

function importsOf({ inputs }: Built, path: string, kind: esbuild.ImportKind): string[] {
  // A page may name a module that nothing imports yet.
  return (inputs[path]?.imports ?? []).filter((each) => each.kind === kind && !each.external).map((each) => each.path);
}

function ofNext(next: Page["next"]): string[] {
  return next ? [next.script] : [];
}

/** Modules of this size together or less get no file of their own if several parts share them. Bytes. */
const SMALL = 4_000;

/** Parts smaller than this do not use the shared file. Most of it would be of no use to them. Bytes. */
const LITTLE = 3_000;

/**
 * For each module that a page imports for an action, the small modules that such modules of this page share, if it needs
 * one of them.
 */
function sharedLater(built: Built, before: Sets): Sets {
  const { pages, outputs } = built;
  const sizes = new Map(Object.values(outputs).flatMap(({ inputs }) => Object.entries(inputs)));
  const sizeOf = (paths: readonly string[]) =>
    paths.reduce((sum, path) => sum + (sizes.get(path)?.bytesInOutput ?? 0), 0);
  const atStart = loadedBy(built, pages.flatMap(({ script, next, idle = [] }) => [script, ...ofNext(next), ...idle]));
  const found = new Map<string, ReadonlySet<string>>();
  for (const { script, next } of pages) {
    const first = loadedBy(built, [script, ...ofNext(next)]);
    const own = [...first].filter((path) => isOwn(path) && path !== script);
    const users = new Map<string, string[]>();
    const little = new Set<string>();
    for (const [part, known] of before) {
      if (atStart.has(part) || !own.every((path) => known.has(path))) continue;
      const loaded = [...loadedBy(built, [part])].filter((each) => isOwn(each) && !atStart.has(each));
      if (sizeOf(loaded) < LITTLE) loaded.forEach((each) => little.add(each));
      for (const each of loaded) if (!before.has(each)) users.getOrInsert(each, []).push(part);
    }
    for (const each of little) users.delete(each);
    const groups = Map.groupBy(users.keys(), (path) => users.get(path)!.join()).values();
    const shared = new Set(
      groups.filter((paths) => users.get(paths[0])!.length > 1 && sizeOf(paths) <= SMALL).flatMap((paths) => paths),
    );
    for (const path of shared) for (const part of users.get(path)!) found.set(part, shared);
  }
  return found;
}

/** Packages declare which of their modules are needed, and import none of ours. Files of workers are no modules. */
function isOwn(path: string): boolean {
  return !/^(node_modules\/|worker:)/.test(path);
}
