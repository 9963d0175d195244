import { dirname, extname, join } from "node:path";
import type * as esbuild from "esbuild";

/** The imports of each module, by path from the root. `entries` are the scripts of pages. */
interface Modules {
  readonly inputs: esbuild.Metafile["inputs"];
  readonly entries: readonly string[];
}

/**
 * Makes esbuild bundle the modules that a page loads together into one file. esbuild makes a file for each set of
 * modules that the same entries need, and every dynamically imported module is an entry. Twenty small ones would split
 * the initial code into as many files, each with a request and some work before the first stroke. So each dynamically
 * imported module also imports everything that is loaded before it. All of that is then needed by the same entries.
 *
 *     main ─▶ a, b          main, later: a b      instead of      main: a
 *     later ─▶ b, c         later: c                              main, later: b
 *                                                                 later: c
 */
export function loadedTogether(modules: Modules, root: string): esbuild.Plugin {
  const known = new Map([...knownBefore(modules)].map(([path, before]) => [join(root, path), before]));
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
function knownBefore({ inputs, entries }: Modules): Map<string, ReadonlySet<string>> {
  const importsOf = (path: string, kind: esbuild.ImportKind) =>
    inputs[path].imports.filter((each) => each.kind === kind && !each.external).map((each) => each.path);
  const before = new Map<string, ReadonlySet<string>>(entries.map((entry) => [entry, new Set()]));
  const changed = new Set(entries);
  for (const first of changed) {
    changed.delete(first);
    const loaded = new Set([first]);
    for (const each of loaded) for (const next of importsOf(each, "import-statement")) loaded.add(next);
    const known = before.get(first)!.union(loaded);
    for (const later of new Set([...loaded].flatMap((each) => importsOf(each, "dynamic-import")))) {
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

/** Packages declare which of their modules are needed, and import none of ours. Files of workers are no modules. */
function isOwn(path: string): boolean {
  return !/^(node_modules\/|worker:)/.test(path);
}
