import { join, relative } from "node:path";
import * as esbuild from "esbuild";
import { iconPaths } from "./icon_paths.ts";
import { loadedTogether } from "./load_order.ts";
import type { Page } from "./page.ts";
import { pdfFolder } from "./libraries/pdf_files.ts";
import { shrink } from "./shrink.ts";
import { withoutUnusedCode } from "./unused/unused_code.ts";
import { ownRuntime, workerFiles } from "./worker_files.ts";

export interface BundleOptions {
  /** The project's root folder. Entry points of the pages are relative to it. */
  readonly root: string;
  readonly pages: readonly Page[];
  /** True: minified, for production. False: with source maps and the reload script. */
  readonly minify: boolean;
}

/** The output of esbuild, not yet written. */
export interface Bundled {
  /** Content by URL path. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** The files of each page, by page name; URL paths. */
  readonly pages: ReadonlyMap<string, BundledPage>;
  /** URL path of the reload script. */
  readonly reload: string | undefined;
}

export interface BundledPage {
  readonly script: string;
  readonly style: string;
  /** All static imports of the script, direct and indirect. */
  readonly modules: readonly string[];
  /** The module that the page loads next, and its static imports. */
  readonly next: readonly string[];
  readonly nextStyle?: string;
  readonly laterStyle?: string;
  /** The modules that the page then loads by itself. */
  readonly idle: readonly string[];
  /** Modules that are loaded when a person opens something; `laterStyle` is loaded with some of them. */
  readonly later: readonly string[];
}

/** The sources cannot be built. `message` shows where and why, over several lines. */
export class BuildProblem extends Error {
  override name = "BuildProblem";
}

const RELOAD_CLIENT = join(import.meta.dirname!, "reload_client.ts");

/** Two copies of these break a page: Yjs recognises its types by their constructors. */
const SINGLE = ["yjs", "preact", "@preact/signals-core"];

/** A larger module is a library that few load, and shrinking it would take longer than all others. Bytes. */
const SHRUNK_MAX = 500_000;

/** Bundles the client with esbuild. Every build after the first is incremental. */
export class Bundler {
  readonly #options: BundleOptions;
  readonly #context: Promise<esbuild.BuildContext<{ metafile: true; write: false }>>;
  #closed = false;

  constructor(options: BundleOptions) {
    this.#options = options;
    this.#context = esbuild.context({ ...settings(options), metafile: true, write: false });
  }

  /** @throws {BuildProblem} when the sources have errors */
  async bundle(): Promise<Bundled> {
    const context = await this.#context;
    const { root, pages, minify } = this.#options;
    const found = await context.rebuild().catch(explain);
    refuseDuplicates(found.metafile);
    const { metafile, outputFiles } = minify ? await gather(this.#options, found.metafile) : found;
    const files = new Map<string, Uint8Array>();
    for (const { path, contents } of outputFiles) {
      const isShrunk = minify && path.endsWith(".js") && contents.length < SHRUNK_MAX;
      files.set(urlPath(relative(root, path)), isShrunk ? await shrink(contents) : contents);
    }
    // Each lasting module has a chunk of its own. Its entry point only re-exports it.
    if (minify) { for (const each of lasting(pages)) files.delete(entryOutput(metafile, root, join(root, each))); }
    const parts = new Map(pages.map((page) => [page.name, partsOf(page, root, metafile)]));
    if (minify) compileEarly(files, [...parts.values()]);
    return {
      files,
      pages: parts,
      reload: minify ? undefined : entryOutput(metafile, root, RELOAD_CLIENT),
    };
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await (await this.#context).dispose();
  }
}

/**
 * Makes Chromium compile all functions of a file when it loads the file. Without this line, it compiles each function at
 * its first call. This is for parts that load in advance and then open at once. It would slow down the first load.
 */
const COMPILE_EARLY = new TextEncoder().encode("//# allFunctionsCalledOnLoad\n");

/** Marks what is loaded for an action of a person, on whatever page. */
function compileEarly(files: Map<string, Uint8Array>, pages: readonly BundledPage[]): void {
  const before = new Set(pages.flatMap(({ script, modules, next, idle }) => [script, ...modules, ...next, ...idle]));
  for (const path of new Set(pages.flatMap(({ later }) => later)).difference(before)) {
    const contents = files.get(path)!;
    if (contents.length < SHRUNK_MAX) files.set(path, new Uint8Array([...COMPILE_EARLY, ...contents]));
  }
}

/** Bundles again, into fewer files. */
function gather(options: BundleOptions, metafile: esbuild.Metafile) {
  const { root, pages } = options;
  const base = settings(options);
  const plugins = [...base.plugins ?? [], loadedTogether({ ...metafile, pages }, root)];
  return esbuild.build({ ...base, plugins, metafile: true, write: false }).catch(explain);
}

/** Ends the esbuild process that all bundlers share. */
export function stopBundling(): Promise<void> {
  return esbuild.stop();
}

function settings({ root, pages, minify }: BundleOptions): esbuild.BuildOptions {
  const entryPoints = pages.flatMap((page) => [
    { in: join(root, page.script), out: page.name },
    { in: join(root, page.style), out: page.name },
    ...page.next ? [{ in: join(root, page.next.style), out: `${page.name}-next` }] : [],
    ...page.laterStyle ? [{ in: join(root, page.laterStyle), out: `${page.name}-later` }] : [],
  ]);
  if (!minify) entryPoints.push({ in: RELOAD_CLIENT, out: "reload" });
  else entryPoints.push(...lasting(pages).map((each) => ({ in: join(root, each), out: "lasting" })));
  return {
    absWorkingDir: root,
    entryPoints,
    outdir: join(root, OUT),
    entryNames: "assets/[name]-[hash]",
    chunkNames: "assets/chunk-[hash]",
    assetNames: "assets/[name]-[hash]",
    publicPath: "/",
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    charset: "utf8",
    jsx: "automatic",
    jsxImportSource: "preact",
    loader: { ".svg": "dataurl", ".woff": "file", ".woff2": "file" },
    minify,
    plugins: [withoutUnusedCode(), iconPaths(), workerFiles({ minify }), ownRuntime()],
    define: {
      LANGUAGES: JSON.stringify(languages(root, { hasPseudo: !minify })),
      PDF_FILES: JSON.stringify(pdfFolder()),
    },
    // Only packages write to the console. What they need for that is 3 KB.
    drop: minify ? ["console"] : [],
    sourcemap: minify ? false : "linked",
    legalComments: minify ? "linked" : "none",
    // Only deno.json configures this project. A stray tsconfig in a parent folder must not affect the build.
    tsconfigRaw: {},
    logLevel: "silent",
  };
}

/** The tags of the languages of the interface besides English. Pseudo-languages are for development. */
function languages(root: string, { hasPseudo }: { hasPseudo: boolean }): string[] {
  const files = [...Deno.readDirSync(join(root, "client/messages/languages"))];
  return files.map(({ name }) => Intl.getCanonicalLocales(name.replace(/\.ts$/, "").replaceAll("_", "-"))[0])
    .filter((tag) => hasPseudo || !/-X[AB]$/.test(tag)).sort();
}

function lasting(pages: readonly Page[]): string[] {
  return pages.flatMap(({ lasting }) => lasting ?? []);
}

/** esbuild's names of the two kinds of imports. */
const STATIC = "import-statement", DYNAMIC = "dynamic-import";

/** Never written. esbuild needs a folder to name its output. */
const OUT = "out";

function urlPath(output: string): string {
  return output.replaceAll("\\", "/").replace(OUT, "");
}

function partsOf(page: Page, root: string, metafile: esbuild.Metafile): BundledPage {
  const script = entryOutput(metafile, root, join(root, page.script));
  const imports = (path: string, kind: string) =>
    metafile.outputs[OUT + path].imports.filter((each) => !each.external && each.kind === kind)
      .map((each) => urlPath(each.path));
  const withImports = (paths: readonly string[], kinds: readonly string[] = [STATIC]) => {
    const found = new Set(paths);
    for (const path of found) for (const kind of kinds) for (const each of imports(path, kind)) found.add(each);
    return found;
  };
  const modules = withImports([script]);
  // During development a module may not be imported yet.
  const loaded = (sources: readonly string[]) =>
    withImports(sources.flatMap((source) => outputOf(metafile, root, join(root, source)) ?? []));
  const next = loaded(page.next ? [page.next.script] : []).difference(modules);
  const idle = loaded(page.idle ?? []).difference(modules).difference(next);
  const later = withImports([script], [STATIC, DYNAMIC]).difference(modules).difference(next).difference(idle);
  modules.delete(script);
  return {
    script,
    style: entryOutput(metafile, root, join(root, page.style)),
    modules: [...modules],
    next: [...next],
    nextStyle: page.next && entryOutput(metafile, root, join(root, page.next.style)),
    laterStyle: page.laterStyle && entryOutput(metafile, root, join(root, page.laterStyle)),
    idle: [...idle],
    later: [...later],
  };
}

function entryOutput(metafile: esbuild.Metafile, root: string, source: string): string {
  const output = outputOf(metafile, root, source);
  if (output === undefined) throw new Error(`Cannot build the client as ${source} came to nothing`);
  return output;
}

function outputOf(metafile: esbuild.Metafile, root: string, source: string): string | undefined {
  const entry = sourcePath(root, source);
  const output = Object.entries(metafile.outputs).find(([, { entryPoint }]) => entryPoint === entry);
  return output && urlPath(output[0]);
}

/** The path as esbuild names a source. */
function sourcePath(root: string, source: string): string {
  return relative(root, source).replaceAll("\\", "/");
}

function refuseDuplicates(metafile: esbuild.Metafile): void {
  for (const name of SINGLE) {
    const mains = Object.keys(metafile.inputs).filter((path) => `/${path}`.includes(`/node_modules/${name}/dist/`));
    const folders = new Set(mains.map((path) => path.slice(0, path.lastIndexOf(`node_modules/${name}/`))));
    // A package that is bundled both as an ES module and as CommonJS is also duplicated.
    const formats = new Set(mains.map((path) => path.slice(path.lastIndexOf(".") + 1)));
    if (folders.size > 1 || formats.size > 1) {
      throw new BuildProblem(`Cannot build the client as ${name} would be in it twice: ${mains.join(", ")}`);
    }
  }
}

async function explain(error: unknown): Promise<never> {
  const { errors } = error as Partial<esbuild.BuildFailure>;
  if (!Array.isArray(errors)) throw error;
  const messages = await esbuild.formatMessages(errors, { kind: "error", color: false });
  throw new BuildProblem(messages.join("").trim(), { cause: error });
}
