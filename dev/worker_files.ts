import { dirname, join } from "node:path";
import * as esbuild from "esbuild";

/** `new URL("./name_worker.ts", import.meta.url)` */
const WORKER_URL = /new URL\("(\.\/\w+_worker)\.ts", import\.meta\.url\)/;

/**
 * Makes esbuild bundle the workers of the page, each into a file of its own with a hash in its name, and put their
 * addresses in the place of their URLs, in modules named `…_url`.
 */
export function workerFiles({ minify }: { readonly minify: boolean }): esbuild.Plugin {
  return {
    name: "worker files",
    setup(build) {
      build.onLoad({ filter: /[/\\]\w+_url\.ts$/ }, async ({ path }) => {
        const source = await Deno.readTextFile(path);
        const name = WORKER_URL.exec(source)?.[1];
        if (name === undefined) return undefined;
        const address = source.replace(WORKER_URL, "new URL(WORKER, location.origin)");
        return {
          contents: `import WORKER from ${JSON.stringify(`${name}.js`)};${address}`,
          loader: "ts",
          resolveDir: dirname(path),
        };
      });
      build.onResolve({ filter: /_worker\.js$/ }, ({ path, resolveDir }) => ({
        path: join(resolveDir, path),
        namespace: "worker",
      }));
      build.onLoad({ filter: /.*/, namespace: "worker" }, async ({ path }) => {
        const source = path.replace(/\.js$/, ".ts");
        const { outputFiles, metafile } = await esbuild.build({
          entryPoints: [source],
          bundle: true,
          write: false,
          metafile: true,
          minify,
          format: "esm",
          platform: "browser",
          target: "es2022",
          legalComments: "none",
          tsconfigRaw: {},
          logLevel: "silent",
        });
        return {
          contents: outputFiles[0].contents,
          loader: "file",
          watchFiles: Object.keys(metafile.inputs),
        };
      });
    },
  };
}

/** Libraries that contain CommonJS modules, and load with what a person opens. */
const LIBRARIES = /^(?:pdf-lib|@pdf-lib\/fontkit)$/;

/**
 * Bundles libraries on their own. esbuild's functions for CommonJS are otherwise in the code that every page loads
 * first, 500 bytes that nothing there calls.
 */
export function ownRuntime(): esbuild.Plugin {
  return {
    name: "own runtime",
    setup(build) {
      build.onResolve({ filter: LIBRARIES }, async ({ path, kind, resolveDir, importer, pluginData }) => {
        if (pluginData === INNER) return undefined;
        const found = await build.resolve(path, { kind, resolveDir, importer, pluginData: INNER });
        return found.errors.length > 0 ? found : { path: found.path, namespace: "library" };
      });
      build.onLoad({ filter: /.*/, namespace: "library" }, async ({ path }) => {
        const { outputFiles } = await esbuild.build({
          entryPoints: [path],
          bundle: true,
          write: false,
          format: "esm",
          platform: "browser",
          target: "es2022",
          legalComments: "none",
          tsconfigRaw: {},
          logLevel: "silent",
        });
        return { contents: outputFiles[0].contents, loader: "js" };
      });
    },
  };
}

/** Marks what the plugin itself asks for. */
const INNER = "inner";
