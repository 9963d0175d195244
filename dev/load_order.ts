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

/** For each dynamically imported module, the imports of the modules that are always loaded before it. */
function knownBefore({ inputs, entries }: Modules): Map<string, ReadonlySet<string>> {
  const importsOf = (path: string, kind: esbuild.ImportKind) =>
    inputs[path].imports.filter((each) => each.kind === kind && !each.external).map((each) => each.path);
  const loadedBy = new Map<string, readonly string[]>();
  const loads = (path: string) => {
    const known = loadedBy.get(path);
    if (known) return known;
    const all = new Set([path]);
    for (const each of all) for (const next of importsOf(each, "import-statement")) all.add(next);
    const later = [...new Set([...all].flatMap((each) => importsOf(each, "dynamic-import")))];
    loadedBy.set(path, later);
    return later;
  };
  const reached = (without?: string) => {
    const all = new Set(entries.filter((entry) => entry !== without));
    for (const each of all) for (const next of loads(each)) if (next !== without) all.add(next);
    return all;
  };
  const all = reached();
  const before = new Map<string, Set<string>>();
  for (const first of all) {
    const imports = importsOf(first, "import-statement").filter(isOwn);
    // Then its own code is in that file, too. A page refers to its script by name.
    if (isOwn(first) && !entries.includes(first)) imports.push(first);
    for (const later of all.difference(reached(first))) {
      if (later === first || !isOwn(later)) continue;
      const known = before.get(later) ?? new Set();
      before.set(later, known.union(new Set(imports)));
    }
  }
  return before;
}

/** Packages declare which of their modules are needed, and import none of ours. */
function isOwn(path: string): boolean {
  return !path.startsWith("node_modules/");
}
