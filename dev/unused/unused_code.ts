import type * as esbuild from "esbuild";
import { UNUSED_IN_FREEHAND } from "./unused_in_freehand.ts";
import { UNUSED_IN_YJS } from "./unused_in_yjs.ts";

/** Code of one file of a package that the client does not need, and that bundlers keep. */
export interface UnusedCode {
  /** The end of the file's path. */
  readonly file: string;
  /** Methods and accessors by class. Bundlers keep all of them. */
  readonly methods: Readonly<Record<string, readonly string[]>>;
  /** Other code and what takes its place. Applied first. */
  readonly replaced?: readonly (readonly [code: RegExp, by: string])[];
}

const UNUSED_IN_FLATBUSH: UnusedCode = {
  file: "flatbush/index.js",
  methods: { Flatbush: ["from", "collides", "neighbors"] },
  replaced: [[/^ {8}this\._queue = new FlatQueue\(\);\n/m, ""]],
};

/** Own encoding and decoding of text, for browsers without `TextEncoder` and `TextDecoder`. */
const UNUSED_IN_LIB0: readonly UnusedCode[] = [
  {
    file: "lib0/string.js",
    methods: {},
    replaced: [
      [/(?<=export const utf8TextEncoder = ).*/, "new TextEncoder()"],
      [/export let (utf8TextDecoder) = .* : (new TextDecoder)/, "export const $1 = $2"],
      [/^if \(utf8TextDecoder && [^]*?^\}\n/m, ""],
      [/utf8TextEncoder \? (_encodeUtf8Native) : \w+/, "$1"],
    ],
  },
  {
    file: "lib0/encoding.js",
    methods: {},
    replaced: [[/(?<=export const writeVarString = ).*/, "_writeVarStringNative"]],
  },
  {
    file: "lib0/decoding.js",
    methods: {},
    replaced: [[/(?<=export const readVarString = ).*/, "_readVarStringNative"]],
  },
];

/** The event for states that differ from those before. The client uses the one for all that arrive. */
const UNUSED_IN_AWARENESS: UnusedCode = {
  file: "y-protocols/awareness.js",
  methods: { Awareness: ["setLocalStateField"] },
  replaced: [
    [/\bObservable\b/g, "ObservableV2"],
    [/^( +)if \(!f\.equalityDeep\([^]*?^\1\}\n/gm, ""],
    [/^( +)if \(added\.length > 0 \|\| filteredUpdated\.length[^]*?^\1\}\n/gm, ""],
    [/^ +const filteredUpdated = \[\]\n/gm, ""],
    [/^ +awareness\.emit\('change', .*\n/m, ""],
  ],
};

const ALL: readonly UnusedCode[] = [
  UNUSED_IN_FLATBUSH,
  UNUSED_IN_YJS,
  UNUSED_IN_FREEHAND,
  UNUSED_IN_AWARENESS,
  ...UNUSED_IN_LIB0,
];

/**
 * Pages need not say what the checks of shapes accept: `described(check, schema)` becomes the check.
 *
 * @throws {Error} when a call has no end
 */
export function withoutDescriptions(source: string): string {
  const calls = /(?<!function )\bdescribed\(/g;
  let out = "", at = 0;
  for (let call = calls.exec(source); call !== null; call = calls.exec(source)) {
    const from = call.index + call[0].length;
    let depth = 0, comma = -1, to = from;
    for (; depth >= 0; to++) {
      const sign = source[to];
      if (sign === undefined) throw new Error("Cannot leave out a description as it has no end");
      if (sign === '"') to = source.indexOf('"', to + 1);
      else if ("([{".includes(sign)) depth++;
      else if (")]}".includes(sign)) depth--;
      else if (sign === "," && depth === 0 && comma < 0) comma = to;
    }
    out += source.slice(at, call.index) + `(${source.slice(from, comma)})`;
    at = calls.lastIndex = to;
  }
  return out + source.slice(at);
}

/** Makes esbuild leave out code of packages that the client does not use. */
export function withoutUnusedCode(): esbuild.Plugin {
  return {
    name: "unused code",
    setup(build) {
      build.onLoad({ filter: /[/\\]board[/\\]kinds[/\\]\w+\.ts$/ }, async ({ path }) => ({
        contents: withoutDescriptions(await Deno.readTextFile(path)),
        loader: "ts",
      }));
      for (const unused of ALL) {
        const filter = new RegExp(`/node_modules/${unused.file}$`.replaceAll(".", "\\.").replaceAll("/", "[/\\\\]"));
        build.onLoad({ filter }, async ({ path }) => ({
          contents: withoutUnused(await Deno.readTextFile(path), unused),
          loader: "js",
        }));
      }
    },
  };
}

/** @throws {Error} when the file no longer contains a part that is left out */
export function withoutUnused(source: string, { file, methods, replaced = [] }: UnusedCode): string {
  const replace = (code: RegExp, by: string, name = String(code)) => {
    const rest = source.replace(code, by);
    if (rest === source) throw new Error(`Cannot leave out a part of ${file} as the file lacks it: ${name}`);
    source = rest;
  };
  for (const [code, by] of replaced) replace(code, by);
  for (const [name, unused] of Object.entries(methods)) {
    for (const method of unused) replace(methodOf(name, method), "$<before>", `${name}.${method}`);
  }
  return source;
}

/** Matches a class up to one of its methods, and the method. In the files of packages, indentation shows where both end. */
function methodOf(name: string, method: string): RegExp {
  const words = method.replace(/[[\].]/g, "\\$&");
  return new RegExp(
    `(?<before>^(?:export (?:default )?)?class ${name}\\b(?:(?!^\\})[^])*?)^( +)(?:static |get )?\\*? ?${words} ?\\([^]*?^\\2\\}\\n`,
    "m",
  );
}
