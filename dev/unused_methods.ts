import type * as esbuild from "esbuild";

/** Members of the class in flatbush that nothing here uses. Bundlers keep all methods of a class. */
const UNUSED = [
  /^ {4}static from\([^]*?^ {4}\}\n/m,
  /^ {4}collides\([^]*?^ {4}\}\n/m,
  /^ {4}neighbors\([^]*?^ {4}\}\n/m,
  /^ {8}this\._queue = new FlatQueue\(\);\n/m,
];

/** Makes esbuild leave out methods of packages that the client does not use: 0.9 KB after gzip. */
export function withoutUnusedMethods(): esbuild.Plugin {
  return {
    name: "unused methods",
    setup(build) {
      build.onLoad({ filter: /[/\\]node_modules[/\\]flatbush[/\\]index\.js$/ }, async ({ path }) => ({
        contents: UNUSED.reduce(leaveOut, await Deno.readTextFile(path)),
        loader: "js",
      }));
    },
  };
}

/** @throws {Error} when the package no longer contains the member */
function leaveOut(source: string, member: RegExp): string {
  const rest = source.replace(member, "");
  if (rest === source) throw new Error(`Cannot leave out a method of flatbush as the package lacks it: ${member}`);
  return rest;
}
