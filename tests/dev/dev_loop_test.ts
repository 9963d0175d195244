import assert from "node:assert/strict";
import { DevProcess } from "../support/project/dev_process.ts";
import { readEvents } from "../support/server/event_stream.ts";
import { Project } from "../support/project/project_copy.ts";

async function withProject(run: (project: Project) => Promise<void>): Promise<void> {
  const project = await Project.create();
  try {
    await run(project);
  } finally {
    await project.close();
  }
}

const OPEN = /Drawbridge is open at (http:\S+\/)/;

async function text(url: URL): Promise<string> {
  return await (await fetch(url)).text();
}

Deno.test("dev serves the built client and notifies open pages of each change", () =>
  withProject(async (project) => {
    const dev = new DevProcess(project);
    try {
      const address = (await dev.line(OPEN))[1];
      const page = await text(new URL("/", address));
      const script = page.match(/src="([^"]*board[^"]*)"/)![1];
      assert.match(await text(new URL(script, address)), /dataset\.name/);

      const events = readEvents((await fetch(new URL("/dev/reload", address))).body!);
      const next = async () =>
        (await events.next()).value as { name: string; content: { code: string; styles: string[] } };
      const first = await next();
      assert.equal(first.content.code, page.match(/data-code="(\w+)"/)![1]);

      await project.write("client/ui/page/board.css", "body { color: red }");
      const styled = await next();
      assert.equal(styled.content.code, first.content.code);
      assert.notDeepEqual(styled.content.styles, first.content.styles);
      const style = styled.content.styles.find((path) => path.includes("board"))!;
      assert.match(await text(new URL(style, address)), /color: red/);

      await project.write("client/main.tsx", "let x = ;\n");
      await dev.line(/Unexpected ";"/);
      const problem = await next();
      assert.equal(problem.name, "problem");
      assert.match(String(problem.content), /client\/main\.tsx:1:8/);
      assert.equal(await text(new URL(script, address)).then((code) => /dataset\.name/.test(code)), true);

      await project.write("client/main.tsx", "import('./interface.tsx');\n");
      const mended = await next();
      assert.equal(mended.name, "build");
      assert.notEqual(mended.content.code, first.content.code);
      await events.return(undefined);
    } finally {
      const { code, rest } = await dev.end();
      assert.equal(code, 0);
      assert.match(rest, /saved everything/, "the server was let to end gracefully");
    }
  }));

Deno.test("dev restarts the server at the same address when its code changes", () =>
  withProject(async (project) => {
    const dev = new DevProcess(project);
    try {
      const greeting = new URL("/greeting", (await dev.line(OPEN))[1]);
      assert.equal(await text(greeting), "hello");
      await project.write("server/greeting.ts", `export const GREETING = "good day";`);
      await dev.line(/saved everything/);
      await dev.line(/Restarted the server/);
      assert.equal(await text(greeting), "good day");
    } finally {
      await dev.end();
    }
  }));

Deno.test("dev waits for the next change when the server cannot start", () =>
  withProject(async (project) => {
    await project.write("server/greeting.ts", "throw new Error('no greeting');\nexport const GREETING = '';");
    const dev = new DevProcess(project);
    try {
      await dev.line(/no greeting/);
      await dev.line(/The server ended \(code 1\): waiting for a change/);
      await project.write("server/greeting.ts", `export const GREETING = "at last";`);
      await dev.line(OPEN);
    } finally {
      assert.equal((await dev.end()).code, 0);
    }
  }));

Deno.test("dev waits for the next change when the client cannot be built at first", () =>
  withProject(async (project) => {
    const main = await project.read("client/main.tsx");
    await project.write("client/main.tsx", "let x = ;\n");
    const dev = new DevProcess(project);
    try {
      await dev.line(/Cannot build the client: waiting for a change/);
      await project.write("client/main.tsx", main);
      assert.match(await text(new URL((await dev.line(OPEN))[1])), /data-code/);
    } finally {
      await dev.end();
    }
  }));

Deno.test("dev reports a taken port and suggests another", () =>
  withProject(async (project) => {
    const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
    const { port } = listener.addr as Deno.NetAddr;
    const dev = new DevProcess(project, { port });
    try {
      await dev.ended();
    } finally {
      const { code, errors } = await dev.end();
      listener.close();
      assert.equal(code, 1);
      assert.equal(
        errors.trim(),
        `Cannot start as port ${port} is taken: choose another, as in PORT=${port + 1} deno task dev`,
      );
    }
  }));
