import type { Source } from "./source_graph.ts";

/** The allowed imports of a folder. Everything else is forbidden, except files of the same folder. */
export interface Rule {
  /** Folders (`board/`) and files (`client/tools/tool.ts`); after `types of`, only by `import type`. */
  readonly may: readonly string[];
  /** Packages from npm, and `node:*` for all builtins. `*` for any. */
  readonly packages: readonly string[];
}

/** By folder (`client/ui/`) or file (`main.ts`); the longest matching prefix of a path applies. */
export type ImportRules = Readonly<Record<string, Rule>>;

export function forbiddenImports(sources: readonly Source[], rules: ImportRules): string[] {
  return sources.flatMap(({ path, imports }) => {
    const room = roomOf(path, rules);
    if (room === undefined) return [`${path} is in no room: add the room to the table, or move the file`];
    const { may, packages } = rules[room];
    const inProject = (to: string) => /\.tsx?$/.test(to);
    return imports.filter(({ to, typeOnly }) => {
      if (!inProject(to)) return !packages.some((allowed) => covers(allowed, to));
      if (room.endsWith("/") && roomOf(to, rules) === room) return false;
      return !may.some((allowed) => {
        const place = allowed.replace(/^types of /, "");
        return (typeOnly || place === allowed) && (place === to || place.endsWith("/") && to.startsWith(place));
      });
    }).map(({ to, typeOnly }) => `${path} imports ${typeOnly ? "types of " : ""}${to}, which ${room} may not`);
  });
}

/** Each cycle as its files, starting with the first in alphabetical order; imports of types count. */
export function cycles(sources: readonly Source[]): string[] {
  const imports = new Map(sources.map((source) => [source.path, source.imports.map(({ to }) => to)]));
  const found = new Set<string>();
  const done = new Set<string>();
  const visit = (path: string, trail: readonly string[]) => {
    const start = trail.indexOf(path);
    if (start >= 0) {
      const ring = trail.slice(start);
      const first = ring.indexOf([...ring].sort()[0]);
      found.add([...ring.slice(first), ...ring.slice(0, first), ring[first]].join(" → "));
    } else if (!done.has(path)) {
      for (const to of imports.get(path) ?? []) visit(to, [...trail, path]);
      done.add(path);
    }
  };
  for (const path of [...imports.keys()].sort()) visit(path, []);
  return [...found];
}

export function lineCount({ text }: Source): number {
  return text.split("\n").length - (text.endsWith("\n") ? 1 : 0);
}

export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Names that are not snake_case or contain a meaningless word. */
export function badNames(paths: readonly string[], emptyWords: readonly string[]): string[] {
  return paths.flatMap((path) => {
    const words = path.replace(/(\.d)?\.tsx?$/, "").split(/[/_]/);
    const empty = words.find((word) => emptyWords.includes(word) || emptyWords.includes(word.replace(/s$/, "")));
    if (empty !== undefined) return [`${path} is named ${empty}, which says nothing: name what it is`];
    return /^([a-z0-9]+(_[a-z0-9]+)*\/)*[a-z0-9]+(_[a-z0-9]+)*(\.d)?\.tsx?$/.test(path)
      ? []
      : [`${path} is not snake_case`];
  });
}

/** True when a file only re-exports other modules. */
export function isBarrel({ path, text }: Source): boolean {
  if (/(^|\/)(index|mod)\.tsx?$/.test(path)) return true;
  const code = text.replaceAll(/\/\*[^]*?\*\/|\/\/.*$/gm, "");
  const rest = code.replaceAll(/export\s+(type\s+)?(\*(\s+as\s+\w+)?|\{[^}]*\})\s*from\s*"[^"]*"\s*;?/g, "");
  return rest !== code && rest.trim() === "";
}

function roomOf(path: string, rules: ImportRules): string | undefined {
  return Object.keys(rules)
    .filter((room) => room === path || room.endsWith("/") && path.startsWith(room))
    .sort((a, b) => b.length - a.length)[0];
}

function covers(allowed: string, name: string): boolean {
  return allowed === "*" || allowed === name || allowed === "node:*" && name.startsWith("node:");
}
