import type { Locator } from "playwright-core";
import { type App, appTest } from "../../support/browser/app_case.ts";
import { BoardPage } from "../../support/browser/board_page.ts";
import { HostileProxy } from "../../support/network/hostile_proxy.ts";
import { AppServer } from "../../support/server/app_server.ts";
import { until } from "../../support/until.ts";

const message = ({ page }: BoardPage, text: string): Locator =>
  page.locator(".message", { has: page.locator(".message-text", { hasText: text }) });

async function openTalk({ page }: BoardPage): Promise<void> {
  await page.locator(".talk-button").click();
  await page.getByRole("log", { name: "Messages" }).waitFor();
}

async function say({ page }: BoardPage, text: string): Promise<void> {
  await page.getByRole("textbox", { name: "Write a message" }).fill(text);
  await page.keyboard.press("Enter");
}

/** Begins a comment with the tool. */
async function comment(board: BoardPage, at: readonly [number, number], text: string): Promise<void> {
  await board.page.locator("#canvas").focus();
  await board.key("m");
  await board.page.mouse.click(...at);
  await board.page.getByRole("textbox", { name: "Write a comment" }).fill(text);
  await board.key("Enter");
  await board.page.getByRole("textbox", { name: "Reply to this comment" }).waitFor();
  await board.key("Escape");
  await board.key("Escape");
}

/** Each person writes, comments and reacts. All of it appears on the pages of the others. */
async function talkTogether(people: readonly BoardPage[]): Promise<void> {
  const everybody = (see: (board: BoardPage) => Promise<void>) => Promise.all(people.map(see));
  // Unread marks come before anybody has opened the panel.
  const [first, ...others] = people;
  await openTalk(first);
  await say(first, "hello from 0");
  for (const { page } of others) await page.getByRole("button", { name: "Chat: new messages" }).waitFor();
  for (const other of others) await openTalk(other);
  for (const [i, person] of people.entries()) {
    if (i > 0) await say(person, `hello from ${i}`);
    await everybody((board) => message(board, `hello from ${i}`).waitFor());
  }
  const last = people.at(-1)!;
  await message(last, "hello from 0").hover();
  await message(last, "hello from 0").getByRole("button", { name: "React to message" }).click();
  await last.page.getByRole("button", { name: "React with 🎉" }).click();
  await everybody((board) => message(board, "hello from 0").getByRole("button", { name: /🎉, 1 person/ }).waitFor());
  for (const [i, person] of people.entries()) {
    await comment(person, [300 + 120 * i, 300], `look at ${i}`);
    await everybody(({ page }) =>
      page.getByRole("button", { name: new RegExp(`Comment by .*: look at ${i}`) }).waitFor()
    );
  }
  // Words at the cursor are part of the presence.
  await last.page.locator("#canvas").focus();
  await last.page.mouse.move(640, 500);
  await last.key("/");
  await last.page.getByRole("textbox", { name: "Say something" }).waitFor();
  await last.page.keyboard.type("over here");
  const words = (board: BoardPage) => board.page.locator(".cursor-words", { hasText: "over here" });
  // They soon fade.
  await Promise.all(people.slice(0, -1).map((board) => words(board).waitFor()));
  await last.key("Escape");
}

/** Opens the board behind a proxy. */
async function through(app: App, proxy: HostileProxy, slug: string): Promise<BoardPage> {
  const board = new BoardPage(await (await app.person()).newPage(), slug);
  await board.page.goto(`${proxy.origin}/b/${slug}`);
  await board.untilSaved();
  return board;
}

appTest("people talk live over a socket, long polling and simple polling, and get what they missed", async (app, t) => {
  const { links } = await app.server.createBoard();
  const contexts = [await app.person(), await app.person(), await app.person()];
  const [ada, bo, cy] = await Promise.all(contexts.map((context) => app.open(links.owner, context)));
  const sockets: string[] = [];
  for (const [board, transport] of [[bo, "long"], [cy, "simple"]] as const) {
    const polled = board.page.waitForResponse((response) => /\/(poll|updates)$/.test(new URL(response.url()).pathname));
    await board.command(`Connect by ${transport} polling only`);
    await polled;
    board.page.on("websocket", (socket) => sockets.push(socket.url()));
  }
  await t.step("they talk", () => talkTogether([ada, bo, cy]));

  await t.step("who was offline gets what was said meanwhile", async () => {
    for (const context of contexts.slice(1)) await context.setOffline(true);
    await say(ada, "said meanwhile");
    await message(ada, "said meanwhile").waitFor();
    for (const person of [bo, cy]) await say(person, "said offline");
    for (const context of contexts.slice(1)) await context.setOffline(false);
    for (const person of [ada, bo, cy]) {
      await message(person, "said meanwhile").waitFor();
      await until(
        "both are there once",
        async () =>
          await message(person, "said offline").count() === 2 &&
          await person.page.getByText("Not sent yet").count() === 0,
      );
    }
  });

  if (sockets.length > 0) throw new Error(`Sockets were opened: ${sockets}`);
});

appTest("people talk behind a proxy without sockets that sends each request to another instance", async (app) => {
  const servers = await AppServer.startInstances(2);
  await using _first = servers[0];
  await using _second = servers[1];
  await using proxy = new HostileProxy(servers.map(({ origin }) => origin), { sockets: "refused" });
  const { links } = await servers[0].createBoard();
  await talkTogether([await through(app, proxy, links.owner), await through(app, proxy, links.editor)]);
});
