import assert from "node:assert/strict";
import { stopBundling } from "../../dev/bundle.ts";
import { buildClient, ClientBuild, type ClientBuildOptions } from "../../dev/client_build.ts";
import { PAGES } from "../../dev/page.ts";
import { sizeTable } from "../../dev/sizes.ts";
import { loadAssets } from "../../server/assets/assets.ts";
import { Project } from "../support/project/project_copy.ts";

async function withProject(run: (project: Project, options: ClientBuildOptions) => Promise<void>): Promise<void> {
  const project = await Project.create();
  try {
    const outDir = project.path("dist");
    await run(project, { root: project.root, outDir, pages: PAGES, minify: true, compress: false });
  } finally {
    await project.close();
  }
}

const REQUEST = new Request("http://board.test/");

/** The process of esbuild ends a moment after `stop`, and esbuild offers no way to wait for it. */
const UNTRACKED = { sanitizeOps: false, sanitizeResources: false };

Deno.test(
  "a production build has pages with hashed, compressed assets and no development code",
  UNTRACKED,
  () =>
    withProject(async (_, options) => {
      const { manifest } = await buildClient({ ...options, compress: true });
      const assets = await loadAssets(options.outDir);
      const page = await assets.page("board", REQUEST)!.text();
      const urls = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map((match) => match[1]);
      assert.deepEqual(urls.map((url) => url.replace(/-[A-Z0-9]+\./, "-#.")), [
        "/assets/board-#.css",
        "/assets/chunk-#.js",
        "/assets/chunk-#.js",
        "/assets/chunk-#.js",
        "/assets/chunk-#.js",
        "/assets/chunk-#.js",
        "/assets/board-next-#.css",
        "/assets/board-later-#.css",
        "/assets/board-#.js",
      ]);
      for (const url of urls) assert.ok(manifest.assets[url].immutable, url);
      assert.deepEqual(manifest.assets["/icon.svg"].codings, ["br", "gzip"]);
      assert.equal(manifest.assets["/icon.svg"].immutable, false);
      const paths = Object.keys(manifest.assets);
      assert.ok(!paths.some((path) => path.includes("reload") || path.endsWith(".map")), paths.join(" "));
      const kept = paths.filter((path) => path.endsWith(".html"));
      assert.ok(kept.every((path) => /^\/assets\/(index|board)-[0-9a-f]{16}\.html$/.test(path)), kept.join(" "));
      assert.ok(kept.every((path) => manifest.assets[path].immutable), "kept pages have a hash in their address");
    }),
);

Deno.test(
  "modules that are loaded together are one file, even if later modules share parts of it",
  UNTRACKED,
  () =>
    withProject(async (project, options) => {
      for (const name of ["a", "b", "c"]) {
        await project.write(`client/${name}.ts`, `export const ${name} = ${JSON.stringify(name.repeat(50))};`);
      }
      await project.write(
        "client/main.tsx",
        `import { a } from "./a.ts"; import { b } from "./b.ts"; import { c } from "./c.ts";
      document.title = a + b + c; import("./interface.tsx");`,
      );
      await project.write(
        "client/interface.tsx",
        `import { a } from "./a.ts"; document.title = a; import("./later.ts"); import("./latest.ts");`,
      );
      await project.write("client/later.ts", `import { b } from "./b.ts"; document.title = b;`);
      await project.write(
        "client/latest.ts",
        `import { a } from "./a.ts"; import { c } from "./c.ts"; document.title = a + c;`,
      );
      const pages = [{ ...PAGES.find(({ name }) => name === "board")!, lasting: undefined }];
      const { bundled: { files, pages: built } } = await buildClient({ ...options, pages });
      const { modules } = built.get("board")!;
      assert.equal(modules.length, 1);
      const text = new TextDecoder().decode(files.get(modules[0]));
      for (const name of ["a", "b", "c"]) assert.ok(text.includes(name.repeat(50)), name);
    }),
);

Deno.test(
  "small modules that large parts share in different combinations are one file, which little parts do without",
  UNTRACKED,
  () =>
    withProject(async (project, options) => {
      for (const name of ["a", "b", "c", "note", "large"]) {
        const text = name.repeat(name === "large" ? 1_000 : 50);
        await project.write(`client/${name}.ts`, `export const ${name} = ${JSON.stringify(text)};`);
      }
      await project.write("client/main.tsx", `import("./interface.tsx");`);
      const parts = {
        ab: ["a", "b"],
        bc: ["b", "c"],
        ca: ["c", "a", "note"],
        d: ["large"],
        e: ["large"],
        little: ["note"],
      };
      await project.write(
        "client/interface.tsx",
        Object.keys(parts).map((part) => `import("./${part}.ts");`).join(" "),
      );
      for (const [part, names] of Object.entries(parts)) {
        const imports = names.map((name) => `import { ${name} } from "./${name}.ts";`);
        await project.write(
          `client/${part}.ts`,
          `${imports.join(" ")} document.title = "${part.repeat(part.length === 2 ? 2_000 : 1)}" + ${
            names.join(" + ")
          };`,
        );
      }
      const pages = [{ ...PAGES.find(({ name }) => name === "board")!, lasting: undefined }];
      const { files } = (await buildClient({ ...options, pages })).bundled;
      const scripts = [...files].filter(([path]) => path.endsWith(".js")).map(([, contents]) =>
        new TextDecoder().decode(contents)
      );
      const holding = (text: string) => scripts.filter((script) => script.includes(text));
      for (const name of ["b", "c"]) assert.deepEqual(holding(name.repeat(50)), holding("a".repeat(50)), name);
      assert.equal(holding("a".repeat(50)).length, 1);
      for (const own of ["note".repeat(50), "large".repeat(1_000)]) {
        assert.equal(holding(own).length, 1);
        assert.notDeepEqual(holding(own), holding("a".repeat(50)), own.slice(0, 5));
      }
    }),
);

Deno.test(
  "what a person opens is compiled when it loads, and what a page loads by itself is not",
  UNTRACKED,
  () =>
    withProject(async (_, options) => {
      const { bundled: { files, pages } } = await buildClient(options);
      const isMarked = (path: string) =>
        /^\/\/# allFunctionsCalledOnLoad\n/.test(new TextDecoder().decode(files.get(path)));
      const { script, modules, next, idle, later } = pages.get("board")!;
      assert.deepEqual([script, ...modules, ...next, ...idle].filter(isMarked), []);
      assert.ok(later.length > 0 && later.every(isMarked), later.filter((each) => !isMarked(each)).join());
    }),
);

Deno.test(
  "the size table lists what a page loads initially and later",
  UNTRACKED,
  () =>
    withProject(async (_, options) => {
      const table = sizeTable(await buildClient({ ...options, compress: true })).replaceAll(/-[A-Z0-9]+\./g, "-#.");
      assert.match(table, /^board +KB +gzip +brotli\n/m);
      for (
        const row of [
          "assets/board-#.js",
          "assets/board-#.css",
          "before the first stroke",
          "next: assets/later-#.js",
          "next: assets/board-next-#.css",
          "all that loads by itself",
          "later: assets/later-#.js",
          "later: assets/board-later-#.css",
        ]
      ) {
        assert.match(table.replaceAll("assets/chunk", "assets/later"), new RegExp(`^ {2}${row} +[\\d.]+`, "m"));
      }
    }),
);

Deno.test(
  "a change of a style sheet changes the build hash but not the code hash",
  UNTRACKED,
  () =>
    withProject(async (project, options) => {
      const build = new ClientBuild({ ...options, minify: false });
      try {
        const first = await build.build();
        await project.write("client/ui/page/board.css", "body { color: red }");
        const styled = await build.build();
        assert.notEqual(styled.manifest.build, first.manifest.build);
        assert.equal(styled.manifest.code, first.manifest.code);
        await project.write("client/later.ts", "console.log('even later')");
        assert.notEqual((await build.build()).manifest.code, first.manifest.code);
        await project.write("static/icon.svg", "<svg><g/></svg>");
        const icon = (await build.build()).manifest.code;
        await project.write("static/board.html", `<p>${await project.read("static/board.html")}`);
        assert.notEqual((await build.build()).manifest.code, icon);
      } finally {
        await build.close();
        await stopBundling();
      }
    }),
);

Deno.test(
  "a failed build reports the position and keeps the previous build",
  UNTRACKED,
  () =>
    withProject(async (project, options) => {
      const { manifest } = await buildClient(options);
      await project.write("client/main.tsx", "let x = ;\n");
      await assert.rejects(buildClient(options), (error: Error) => {
        assert.equal(error.name, "BuildProblem");
        assert.match(error.message, /Unexpected ";"[^]*client\/main\.tsx:1:8/);
        return true;
      });
      assert.deepEqual((await loadAssets(options.outDir)).manifest, manifest);
    }),
);

Deno.test("a build rejects a second copy of Yjs", UNTRACKED, () =>
  withProject(async (project, options) => {
    for (const folder of ["node_modules/yjs", "node_modules/other/node_modules/yjs"]) {
      await project.write(`${folder}/package.json`, JSON.stringify({ name: "yjs", main: "dist/index.mjs" }));
      await project.write(`${folder}/dist/index.mjs`, "export const Doc = class {};");
    }
    await project.write("node_modules/other/index.js", `export { Doc } from "yjs";`);
    await project.write(
      "client/main.tsx",
      `import { Doc } from "yjs"; import { Doc as Other } from "other"; console.log(Doc, Other);`,
    );
    await assert.rejects(buildClient(options), /yjs would be in it twice/);
  }));
