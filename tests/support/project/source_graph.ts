import { join, relative } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

/** A file of the project. */
export interface Source {
  /** Relative to the root, with `/`. */
  readonly path: string;
  readonly text: string;
  readonly imports: readonly Import[];
}

export interface Import {
  /** A path in the project, a package (`yjs`, `@preact/signals`) or a builtin (`node:path`). */
  readonly to: string;
  /** True for `import type`, which does not exist at run time. */
  readonly typeOnly: boolean;
}

interface DenoInfo {
  readonly modules: readonly {
    readonly specifier: string;
    readonly dependencies?: readonly { readonly code?: Target; readonly type?: Target }[];
  }[];
}

interface Target {
  readonly specifier?: string;
}

/** Reads all TypeScript files in the given folders and in the root, with their imports. */
export async function readSources(root: string, rooms: readonly string[]): Promise<Source[]> {
  const paths = [...findSources(root, ".", { deep: false })];
  for (const room of rooms) paths.push(...findSources(root, room, { deep: true }));
  const imports = await readImports(root, paths);
  return paths.map((path) => ({
    path,
    text: Deno.readTextFileSync(join(root, path)),
    imports: imports.get(path) ?? [],
  }));
}

/** Runs `deno info` once for all files, on a file that imports them all. */
async function readImports(root: string, paths: readonly string[]): Promise<Map<string, Import[]>> {
  const entry = await Deno.makeTempFile({ suffix: ".ts" });
  try {
    await Deno.writeTextFile(
      entry,
      paths.map((path) => `import ${JSON.stringify(pathToFileURL(join(root, path)))};\n`).join(""),
    );
    const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["info", "--json", "--config", join(root, "deno.json"), entry],
      cwd: root,
    }).output();
    if (!success) throw new Error(`Cannot read the imports as deno info fails: ${new TextDecoder().decode(stderr)}`);
    const info: DenoInfo = JSON.parse(new TextDecoder().decode(stdout));
    return new Map(
      info.modules.filter(isFile).map((module) => [
        projectPath(root, module.specifier),
        (module.dependencies ?? []).flatMap(({ code, type }) => {
          const specifier = code?.specifier ?? type?.specifier;
          return specifier ? [{ to: nameOf(root, specifier), typeOnly: code === undefined }] : [];
        }),
      ]),
    );
  } finally {
    await Deno.remove(entry);
  }
}

function isFile({ specifier }: { specifier: string }): boolean {
  return specifier.startsWith("file:");
}

/** `npm:/@scope/name@1.2.3/part` → `@scope/name` */
function nameOf(root: string, specifier: string): string {
  if (isFile({ specifier })) return projectPath(root, specifier);
  return specifier.match(/^npm:\/?((?:@[^/]+\/)?[^@/]+)/)?.[1] ?? specifier;
}

function projectPath(root: string, specifier: string): string {
  return relative(root, fileURLToPath(specifier)).replaceAll("\\", "/");
}

function* findSources(root: string, dir: string, { deep }: { deep: boolean }): Generator<string> {
  let entries: Deno.DirEntry[];
  try {
    entries = [...Deno.readDirSync(join(root, dir))];
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return; // a room that is not built yet
    throw error;
  }
  for (const { name, isDirectory } of entries) {
    const path = dir === "." ? name : `${dir}/${name}`;
    if (isDirectory && deep) yield* findSources(root, path, { deep });
    else if (!isDirectory && /\.tsx?$/.test(name)) yield path;
  }
}
