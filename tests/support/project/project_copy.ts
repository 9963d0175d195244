import { dirname, join } from "node:path";

const HERE = new URL("../../../", import.meta.url);

const PAGE = `<!doctype html>
<html lang="en">
<head>
<title>page</title>
<link rel="stylesheet" href="{{style}}">
{{preload}}
<script type="module" src="{{script}}"></script>
</head>
<body></body>
</html>
`;

/** A minimal server that uses the real assets and the real live reload. */
const MAIN = `
import { loadAssets } from "${new URL("server/assets/assets.ts", HERE)}";
import { liveReload } from "${new URL("server/assets/live_reload.ts", HERE)}";
import { GREETING } from "./server/greeting.ts";

const assets = await loadAssets("dist/dev");
const reload = liveReload(assets);
const server = Deno.serve({
  hostname: Deno.env.get("HOST"),
  port: Number(Deno.env.get("PORT")),
  onListen: ({ port }) => console.log("listening at http://127.0.0.1:" + port),
}, (request) => {
  const { pathname } = new URL(request.url);
  if (pathname === "/greeting") return new Response(GREETING);
  if (pathname === "/dev/reload") return reload.respond();
  const page = pathname === "/" ? assets.page("board", request) : assets.respond(pathname, request);
  return page ?? new Response(null, { status: 404 });
});
Deno.addSignalListener("SIGINT", () => {
  reload.close();
  server.shutdown().then(() => {
    console.log("saved everything");
    Deno.exit(0);
  });
});
`;

const FILES: Readonly<Record<string, string>> = {
  "deno.json": JSON.stringify({
    permissions: { start: { net: true, env: true, read: ["dist"] } },
  }),
  "main.ts": MAIN,
  "server/greeting.ts": `export const GREETING = "hello";\n`,
  "board/name.ts": `export const NAME = "board";\n`,
  "board/ink.ts": `export const INK = "black";\n`,
  "board/document.ts": `import { INK } from "./ink.ts";
export const DOCUMENT = "empty " + INK;
`,
  "client/main.tsx": `import { DOCUMENT } from "../board/document.ts";
import { NAME } from "../board/name.ts";
document.body.dataset.name = NAME + DOCUMENT;
import("./interface.tsx");
`,
  "client/interface.tsx": `document.body.addEventListener("click", () => import("./later.ts"));
`,
  "client/embed/drawbridge_board.js": `export class Board {}\n`,
  "client/later.ts": `document.body.dataset.later = "yes";\n`,
  "client/landing.tsx": `import { NAME } from "../board/name.ts";\ndocument.body.dataset.landing = NAME;\n`,
  "client/messages/languages/en_xa.ts": "",
  "client/ui/page/board.css": `body { color: rgb(1, 2, 3) }\n`,
  "client/ui/page/interface.css": `button { color: rgb(2, 2, 2) }\n`,
  "client/ui/page/opened.css": `dialog { color: rgb(2, 2, 3) }\n`,
  "client/ui/account/account.css": `p { color: rgb(3, 3, 3) }\n`,
  "client/ui/start/landing.css": `body { color: rgb(3, 2, 1) }\n`,
  "dev/looks/looks.tsx": "",
  "dev/looks/looks.css": "",
  "dev/looks/looks.html": PAGE,
  "static/index.html": PAGE,
  "static/board.html": PAGE,
  "static/icon.svg": `<svg xmlns="http://www.w3.org/2000/svg">${"<g></g>".repeat(50)}</svg>\n`,
};

/** A project of a few small files in a temporary folder, with the layout of this one. */
export class Project {
  readonly root: string;

  private constructor(root: string) {
    this.root = root;
  }

  static async create(): Promise<Project> {
    const project = new Project(await Deno.makeTempDir({ prefix: "drawbridge_" }));
    for (const [path, content] of Object.entries(FILES)) await project.write(path, content);
    return project;
  }

  path(path: string): string {
    return join(this.root, path);
  }

  /** Replaces a file at once, so that the dev loop never reads half of it. */
  async write(path: string, content: string): Promise<void> {
    const folder = dirname(this.path(path));
    await Deno.mkdir(folder, { recursive: true });
    const draft = join(folder, ".draft");
    await Deno.writeTextFile(draft, content);
    await Deno.rename(draft, this.path(path));
  }

  read(path: string): Promise<string> {
    return Deno.readTextFile(this.path(path));
  }

  async close(): Promise<void> {
    await Deno.remove(this.root, { recursive: true });
  }
}
