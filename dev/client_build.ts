import { join } from "node:path";
import { BuildProblem, type Bundled, type BundleOptions, Bundler, stopBundling } from "./bundle.ts";
import { type DistFile, hash, writeDist, type Written } from "./dist.ts";
import { fillPage, type Page, PAGES } from "./page.ts";
import { fillTexts } from "./page_texts.ts";
import { buildOffline, buildRetired, WORKER_PATH } from "./offline/offline_build.ts";
import { shrink } from "./shrink.ts";
import { pdfFiles } from "./libraries/pdf_files.ts";

export interface ClientBuildOptions extends BundleOptions {
  /** The output folder; see Manifest for its content. */
  readonly outDir: string;
  /** Whether pages are kept on devices. Default: in production. */
  readonly offline?: boolean;
  /** Whether files are also written compressed. Default: in production. */
  readonly compress?: boolean;
}

export interface ClientBuilt extends Written {
  readonly bundled: Bundled;
}

/** Builds the client: bundles scripts and styles, fills the page templates, copies static files. */
export class ClientBuild {
  readonly #options: ClientBuildOptions;
  readonly #bundler: Bundler;

  constructor(options: ClientBuildOptions) {
    this.#options = options;
    this.#bundler = new Bundler(options);
  }

  /** @throws {BuildProblem} when the sources have errors; the previous build stays */
  async build(): Promise<ClientBuilt> {
    const { root, pages, outDir, minify, offline = minify, compress = minify } = this.#options;
    const bundled = await this.#bundler.bundle();
    const templates = new Map<string, string>();
    const assets = new Map<string, DistFile>();
    for (const page of pages) templates.set(page.name, await readTemplate(root, page));
    const filled = new Map<string, DistFile>();
    for await (const { name, isFile } of Deno.readDir(join(root, "static"))) {
      const [base, extension] = name.split(".");
      if (!isFile || base === "" || templates.has(base) && extension === "html") continue;
      const bytes = await readStatic(root, name);
      const file: DistFile = { file: name, bytes, immutable: false };
      if (extension === "html") filled.set(base, file);
      else assets.set(`/${name}`, file);
    }
    const code = hash(
      ...[...templates.values(), ...bundled.files.keys()].filter((part) => !/\.css(\.map)?$/.test(part)),
      ...[...filled.values(), ...assets.values()].map(({ bytes }) => bytes),
    );
    for (const [path, bytes] of bundled.files) assets.set(path, { file: path.slice(1), bytes, immutable: true });

    const reload = bundled.reload === undefined ? undefined : { script: bundled.reload, code };
    const version = offline ? hash(code, ...bundled.files.keys()) : undefined;
    for (const [name, template] of templates) {
      const page = fillPage(name, template, { ...bundled.pages.get(name)!, reload, version });
      filled.set(name, { file: `${name}.html`, bytes: new TextEncoder().encode(page), immutable: false });
    }
    if (version === undefined) assets.set(WORKER_PATH, await buildRetired({ minify }));
    else {
      const made = await buildOffline({ minify, version, pages: filled, assets });
      for (const [path, file] of made) assets.set(path, file);
    }
    // Few people need these, and a picture of each page shows without them. So no device keeps them.
    for (const [path, bytes] of await pdfFiles()) assets.set(path, { file: path.slice(1), bytes, immutable: true });
    // Not for our own pages, so that no device keeps it.
    assets.set(ELEMENT.path, await readElement(root, { minify }));
    const written = await writeDist(outDir, { pages: filled, assets, code }, { compress });
    return { ...written, bundled };
  }

  close(): Promise<void> {
    return this.#bundler.close();
  }
}

/**
 * Builds the client once.
 *
 * @throws {BuildProblem} when the sources have errors
 */
export async function buildClient(options: Partial<ClientBuildOptions> & { outDir: string }): Promise<ClientBuilt> {
  const build = new ClientBuild({ root: Deno.cwd(), pages: PAGES, minify: true, ...options });
  try {
    return await build.build();
  } finally {
    await build.close();
    await stopBundling();
  }
}

/** The element for pages of other sites. They name it by this path, so it has no hash. */
const ELEMENT = { path: "/drawbridge-board.js", source: "client/embed/drawbridge_board.js" };

async function readElement(root: string, { minify }: { minify: boolean }): Promise<DistFile> {
  const bytes = await Deno.readFile(join(root, ELEMENT.source)).catch((cause) => {
    throw new BuildProblem(`Cannot build the client as ${ELEMENT.source} cannot be read`, { cause });
  });
  return { file: ELEMENT.path.slice(1), bytes: minify ? await shrink(bytes) : bytes, immutable: false };
}

/** A static file. Pages get their parts, and texts of the catalogue take the place of their placeholders. */
async function readStatic(root: string, name: string): Promise<Uint8Array> {
  const bytes = await Deno.readFile(join(root, "static", name));
  if (!/\.(html|webmanifest)$/.test(name)) return bytes;
  const whole = await withParts(root, new TextDecoder().decode(bytes));
  return new TextEncoder().encode(fillTexts(name, whole));
}

async function readTemplate(root: string, { name, template = `static/${name}.html` }: Page): Promise<string> {
  try {
    return await withParts(root, await Deno.readTextFile(join(root, template)));
  } catch (cause) {
    throw new BuildProblem(`Cannot build the client as ${template} cannot be read`, { cause });
  }
}

/** Replaces `{{parts.name}}` by the file `static/parts/name.html`. */
async function withParts(root: string, template: string): Promise<string> {
  let filled = template;
  for (const [placeholder, name] of template.matchAll(/\{\{parts\.(\w+)\}\}/g)) {
    const part = await Deno.readTextFile(join(root, "static", "parts", `${name}.html`));
    filled = filled.replace(placeholder, () => part.replace(/^<!--.*?-->\s*/, "").trimEnd());
  }
  return filled;
}
