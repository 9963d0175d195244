import { dirname, extname, join } from "node:path";
import type * as esbuild from "esbuild";

/** What a module imports, by its path from the root; `entries` are what pages run. */
interface Modules {
  readonly inputs: esbuild.Metafile["inputs"];
  readonly entries: readonly string[];
}

/**
 * Makes esbuild put what a page loads together into one file. It makes a file for each set of modules that the same
 * entries need, and every module that is loaded later is an entry: twenty small ones of those split what is loaded first
 * into as many files again, and each is a request and some work before the first stroke. So what is loaded later is told
 * to import what is there by then anyway: then all of it is needed by the same entries.
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
          // In one line, so that places in messages stay right.
          contents: imports.join("") + await Deno.readTextFile(path),
          loader: extname(path) === ".tsx" ? "tsx" : "ts",
          resolveDir: dirname(path),
        };
      });
    },
  };
}

/** What was imported by whatever must have been loaded before, for each module that is loaded later. */
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
    for (const later of all.difference(reached(first))) {
      if (later === first || !isOwn(later)) continue;
      const known = before.get(later) ?? new Set();
      before.set(later, known.union(new Set(imports)));
    }
  }
  return before;
}

/** Packages say themselves what of them is needed, and reach none of ours. */
function isOwn(path: string): boolean {
  return !path.startsWith("node_modules/");
}
