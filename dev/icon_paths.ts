import type * as esbuild from "esbuild";
import { lucide } from "../client/ui/controls/lucide.ts";

/** Makes esbuild put the data of each icon in the place of `lucide("name")`, in modules named `icon` or `…_icons`. */
export function iconPaths(): esbuild.Plugin {
  return {
    name: "icon data",
    setup(build) {
      build.onLoad({ filter: /[/\\](\w+_icons|icon)\.tsx?$/ }, async ({ path }) => ({
        contents: withIconPaths(await Deno.readTextFile(path)),
        loader: path.endsWith("x") ? "tsx" : "ts",
      }));
    },
  };
}

/** @throws {Error} when there is no icon of that name */
export function withIconPaths(source: string): string {
  return source.replace(/\blucide\(("[\w-]+")\)/g, (_, name) => JSON.stringify(lucide(JSON.parse(name))));
}
