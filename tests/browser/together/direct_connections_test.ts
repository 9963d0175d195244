import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import type { AxeResults } from "axe-core";
import type { Page } from "playwright-core";
import { KIND } from "../../../board/wire/protocol.ts";
import { type App, appTest } from "../../support/browser/app_case.ts";
import { BoardPage, line } from "../../support/browser/board_page.ts";
import { chromePath } from "../../support/browser/chromium.ts";
import { inEachTheme, PHONE, photograph } from "../../support/browser/screens.ts";
import { canBePrivate, isPrivate, runPrivately } from "../../support/network/private_network.ts";
import { until } from "../../support/until.ts";

const AXE = await Deno.readTextFile(fileURLToPath(import.meta.resolve("axe-core/axe.min.js")));

/** Addresses of this machine are offered as they are: there is nobody who resolves mDNS names here. */
const CHROMIUM = { args: ["--allow-loopback-in-peer-connection"], disabledFeatures: ["WebRtcHideLocalIpsWithMdns"] };

/** On a busy machine an attempt may fail, after 15 s; the next one follows 10 s later. */
const CONNECTED_WITHIN_MS = 60_000;

const NAME = "two people connect directly: ink comes over the channel, and drawings come in any case";

if (chromePath !== undefined && !isPrivate && await canBePrivate()) {
  Deno.test(`${NAME} (in a network without a way out)`, () => runPrivately(import.meta.url));
} else {
  const where = isPrivate ? "" : " (with the network of this machine: it allows no namespaces)";
  appTest(`${NAME}${where}`, directConnections, CHROMIUM);
}

async function directConnections(app: App, t: Deno.TestContext): Promise<void> {
  const { links } = await app.server.createBoard();
  const ada = await open(app, links.owner);
  const bo = await open(app, links.editor);

  await t.step("switched off, nothing of it is loaded", async () => {
    await ada.draw(line([100, 100], [200, 100]));
    await bo.untilInk([150, 100]);
    assert.equal(await ada.page.evaluate(() => "direct" in globalThis), false);
  });

  await t.step(
    "both switch it on in the Connection panel, which shows the round trip beside the server's",
    async () => {
      await switchOn(ada);
      await panelOf(ada).getByText("Nobody else here has switched this on").waitFor();
      await switchOn(bo);
      for (const each of [ada, bo]) await untilDirect(each);
    },
  );

  await t.step("live ink comes over the channel alone; the finished drawing is equal", async () => {
    await serverKeepsInk(bo);
    await ada.press(line([100, 200], [200, 200]));
    await bo.untilInk([150, 200]);
    assert.ok(await bo.page.evaluate(() => (globalThis as unknown as Watched).direct.ink) > 0);
    assert.equal((await app.server.board(links.owner)).shapes.size, 1, "it is not finished");
    await ada.page.mouse.up();
    await ada.untilSaved();
    await untilEqual(app, [ada, bo], 2);
  });

  await t.step("it works while the server is polled", async () => {
    await connectingAgain([ada, bo], async () => {
      await panelOf(ada).getByRole("combobox", { name: "Connect by" }).selectOption("long polling");
      await panelOf(ada).getByText("Connected by Long polling").waitFor();
    });
    await ada.press(line([100, 300], [200, 300]));
    await bo.untilInk([150, 300]);
    await ada.page.mouse.up();
    await untilEqual(app, [ada, bo], 3);
    await connectingAgain([ada, bo], async () => {
      await panelOf(ada).getByRole("combobox", { name: "Connect by" }).selectOption("automatic");
      await panelOf(ada).getByText("Connected by WebSocket").waitFor();
    });
  });

  await t.step("axe finds nothing in the panel, at the desk and on a phone", async () => {
    const { page } = ada;
    const viewport = page.viewportSize()!;
    for (const [size, device] of [["desk", { viewport }], ["phone", PHONE]] as const) {
      await page.setViewportSize(device.viewport);
      await panelOf(ada).locator(".direct").scrollIntoViewIfNeeded();
      await inEachTheme(page, async (theme) => {
        await photograph(page, `direct_${size}_${theme}`);
        assert.deepEqual(await violations(page), [], `${size}, ${theme}`);
      });
    }
    await page.setViewportSize(viewport);
  });

  await t.step("the device remembers it", async () => {
    await bo.page.reload();
    await bo.untilSaved();
    await untilDirect(ada);
  });

  await t.step("a broken channel is given up in plain words, and drawings still arrive", async () => {
    for (const { page } of [ada, bo]) {
      await page.evaluate(() => (globalThis as unknown as Watched).direct.isBroken = true);
    }
    await ada.draw(line([100, 400], [200, 400]));
    await bo.untilInk([150, 400]);
    await bo.draw(line([100, 500], [200, 500]));
    await ada.untilInk([150, 500]);
    await panelOf(ada).getByText("The server is used; another attempt follows.").waitFor();
    await untilEqual(app, [ada, bo], 5);
  });

  await t.step("whoever switches it off is gone for the others", async () => {
    await panelOf(ada).getByRole("checkbox", { name: SWITCH }).uncheck();
    await panelOf(ada).locator(".direct table").waitFor({ state: "detached" });
    await panelOf(ada).getByRole("checkbox", { name: SWITCH }).check();
    await panelOf(ada).locator(".direct table").waitFor();
    await bo.page.close();
    await panelOf(ada).getByText("Nobody else here has switched this on").waitFor();
  });
}

const SWITCH = "Also connect directly to other people";

/** What the page notes of its data channels; there is none of it before the first channel. */
interface Watched {
  direct: { opened: number; ink: number; isBroken: boolean };
}

/** Runs in the page before its scripts: counts ink on data channels, and can swallow what is sent. */
function watchChannels(): void {
  if (!("RTCPeerConnection" in globalThis)) return;
  const create = RTCPeerConnection.prototype.createDataChannel;
  RTCPeerConnection.prototype.createDataChannel = function (...given) {
    const watched = globalThis as unknown as Watched;
    watched.direct ??= { opened: 0, ink: 0, isBroken: false };
    const channel = create.apply(this, given);
    channel.addEventListener("open", () => watched.direct.opened++);
    channel.addEventListener("message", ({ data }) => {
      if (new Uint8Array(data)[0] === 0) watched.direct.ink++;
    });
    const send = channel.send.bind(channel) as (data: ArrayBuffer) => void;
    channel.send = (data: unknown) => watched.direct.isBroken ? undefined : send(data as ArrayBuffer);
    return channel;
  };
}

const KEPT = new WeakSet<Page>();

/** Opens a board in a browser whose server can keep live ink back. */
async function open(app: App, slug: string): Promise<BoardPage> {
  const person = await app.person();
  await person.addInitScript(watchChannels);
  const page = await person.newPage();
  await page.routeWebSocket(/\/ws\//, (socket) => {
    const server = socket.connectToServer();
    server.onMessage((message) => {
      if (typeof message === "string" || message[0] !== KIND.ink || !KEPT.has(page)) socket.send(message);
    });
  });
  await page.goto(app.server.boardUrl(slug));
  const board = new BoardPage(page, slug);
  await board.untilSaved();
  return board;
}

function serverKeepsInk({ page }: BoardPage): void {
  KEPT.add(page);
}

function panelOf({ page }: BoardPage) {
  return page.getByRole("region", { name: "Connection", exact: true });
}

async function switchOn(board: BoardPage): Promise<void> {
  await board.command("Connection");
  await panelOf(board).getByRole("checkbox", { name: SWITCH }).check();
}

/** Resolves when the panel shows one person, with a round trip of both ways. */
async function untilDirect(board: BoardPage): Promise<void> {
  await panelOf(board).locator(".direct tbody tr", { hasText: /\d+ ms\s*\d+ ms/ }).waitFor({
    timeout: CONNECTED_WITHIN_MS,
  });
}

/** Resolves when both have a new direct connection after the action. */
async function connectingAgain(boards: readonly BoardPage[], act: () => Promise<void>): Promise<void> {
  const opened = () =>
    Promise.all(boards.map(({ page }) => page.evaluate(() => (globalThis as unknown as Watched).direct.opened)));
  const before = await opened();
  await act();
  const areOpen = async () => (await opened()).every((count, i) => count > before[i]);
  await until("the channels open again", areOpen, { patienceMs: CONNECTED_WITHIN_MS });
  for (const board of boards) await untilDirect(board);
}

async function untilEqual(app: App, boards: readonly BoardPage[], count: number): Promise<void> {
  await until("all is saved", async () => (await app.server.board(boards[0].slug)).shapes.size === count);
  const board = await app.server.board(boards[0].slug);
  for (const each of boards) await each.untilSame(board);
}

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  const results = await page.evaluate(() =>
    (globalThis as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run()
  );
  return results.violations.map(({ id, nodes }) => `${id} at ${nodes[0].html.slice(0, 200)}`);
}
