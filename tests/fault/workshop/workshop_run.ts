import type { Page } from "playwright-core";
import { TALK_PAGE_MAX, type TalkEvent } from "../../../board/talk.ts";
import { CLOSE } from "../../../board/wire/protocol.ts";
import { App } from "../../support/browser/app_case.ts";
import { BoardPage, createBoard, line, printed } from "../../support/browser/board_page.ts";
import { VirtualAuthenticator } from "../../support/browser/passkeys.ts";
import { PHONE } from "../../support/browser/screens.ts";
import { seeded } from "../../support/random.ts";
import { until } from "../../support/until.ts";
import { WorkshopPeer } from "./workshop_peer.ts";

const PEERS = 9;
/** Rounds a minute: in each, everybody does something. */
const ROUNDS_PER_MINUTE = 20;
const TITLE = "Workshop";

export interface WorkshopReport {
  readonly rounds: number;
  readonly shapes: number;
  readonly messages: number;
  /** What was not as it should be. */
  readonly faults: readonly string[];
}

/**
 * Twelve people at one board: three with browsers (an owner who signs in, one at a desk, one with a phone) and nine by
 * the protocol alone. They note, draw, talk and comment; they follow each other; the owner freezes the board, removes
 * one of them, and restores it from the bin.
 */
export async function holdWorkshop(minutes: number, seed: number): Promise<WorkshopReport> {
  await using app = await App.start({ env: { TRUSTED_PROXIES: "127.0.0.1" }, limitMs: (2 * minutes + 3) * 60_000 });
  const faults: string[] = [];
  const expect = (what: string, isSo: boolean) => void (isSo || faults.push(what));
  const random = seeded(seed);
  const ada = await owner(app);
  const slug = await editorLink(ada);
  const place = { origin: app.server.origin, slug, socketUrl: (slug: string) => app.server.socketUrl(slug) };
  const bo = await app.open(slug), cy = await app.open(slug, await app.person(PHONE));
  for (const [board, name] of [[bo, "Bo"], [cy, "Cy"]] as const) await introduce(board, name);
  await until("all pages have the title", async () => await titleOf(bo) === TITLE && await titleOf(cy) === TITLE);
  const notices = await watchNotices(bo.page);
  const peers = Array.from({ length: PEERS }, (_, i) => new WorkshopPeer(i + 1, place, random));
  await using stack = new AsyncDisposableStack();
  for (const peer of peers) stack.use(peer);
  for (const peer of peers) await peer.come();
  await bo.page.getByRole("button", { name: `${PEERS + 2} other people here` }).waitFor();

  let messages = 0;
  const say = async (peer: WorkshopPeer, body: Readonly<Record<string, unknown>>) => {
    expect(`${peer.name} says ${body.kind}`, await peer.say(body) === 201);
    messages++;
  };
  const rounds = Math.max(4, Math.round(minutes * ROUNDS_PER_MINUTE));
  const pause = minutes * 60_000 / rounds;
  const work = async (round: number) => {
    const start = performance.now();
    for (const peer of peers) {
      peer.show({});
      peer.work();
    }
    const speaker = peers[round % peers.length];
    if (round % 3 === 0) await say(speaker, { kind: "post", text: `round ${round}` });
    if (round % 3 === 1) await say(speaker, { kind: "comment", text: `at ${round}`, place: { x: round * 10, y: 50 } });
    const page = [ada, bo, cy][round % 3];
    const y = 300 + 5 * (round % 40);
    await page.key("p");
    await page.draw(line([100, y], [200, y + 10], 4));
    for (const peer of peers) await peer.peer.untilSaved();
    const left = pause - (performance.now() - start);
    // The length of a workshop is what is asked for; nothing is awaited here.
    if (left > 0) await new Promise((resolve) => setTimeout(resolve, left));
  };
  /** Does a part of all rounds. */
  let done = 0;
  const workUntil = async (part: number) => {
    while (done < rounds * part) await work(done++);
  };

  await workUntil(0.2);
  // Following and bringing.
  await bo.page.getByRole("button", { name: /other people here/ }).click();
  await bo.page.getByRole("button", { name: "Follow Ada" }).click();
  await bo.page.getByRole("group", { name: "You follow Ada" }).waitFor();
  await ada.command("Bring everybody here");
  await cy.page.getByRole("button", { name: "Come along" }).click();
  await ada.page.getByText("2 people follow").waitFor();
  await workUntil(0.3);
  await ada.page.getByRole("button", { name: "Let everybody go" }).click();
  await cy.page.locator(".done-notice", { hasText: "Ada no longer brings everybody" }).waitFor();

  // A mention reaches the one who is meant.
  await until("Bo's author is known", () => Promise.resolve(peers[0].authorOf("Bo") !== undefined));
  const author = peers[0].authorOf("Bo")!;
  await say(peers[0], { kind: "post", text: "look here, @Bo", mentions: [{ author, name: "Bo" }] });
  await bo.page.locator(".notice", { hasText: "Peer 1 mentioned you: look here, @Bo" }).waitFor();
  await workUntil(0.45);

  // Frozen: what others draw waits, and arrives when the board is thawed.
  await ada.command("Keep order");
  const freeze = ada.page.getByRole("checkbox", { name: /Freeze the board/ });
  await freeze.click();
  await bo.untilStatus("Frozen");
  const before = (await app.server.board(slug)).shapes.size;
  const asked = peers.map(({ peer }) => peer.frames.length);
  for (const peer of peers) {
    peer.work();
    await peer.peer.untilRead();
  }
  expect("a frozen board stays as it is", (await app.server.board(slug)).shapes.size === before);
  await freeze.click();
  await bo.untilStatus("Saved");
  await Promise.all(peers.map((peer, i) => peer.sendAll(asked[i])));
  await ada.key("Escape");
  await workUntil(0.65);

  // One is removed, and the others are told.
  const gone = peers.pop()!;
  await ada.command("Keep order");
  const row = ada.page.locator(".order-row", { hasText: gone.name }).first();
  await row.getByRole("button", { name: `Remove ${gone.name}…` }).click();
  await row.getByRole("button", { name: "Remove for 24 hours" }).click();
  expect("the removed person is out", (await gone.peer.closed).code === CLOSE.removed);
  await bo.page.locator(".notice", { hasText: `${gone.name} left` }).waitFor();
  await ada.key("Escape");
  await workUntil(0.8);

  // The bin, and back.
  const told = await notices();
  const slugOfAda = ada.slug;
  const headers = { origin: app.server.origin };
  const binned = await fetch(`${app.server.origin}/api/boards/${slugOfAda}/bin`, { method: "POST", headers });
  expect("the board is in the bin", binned.status === 200);
  await binned.body?.cancel();
  await bo.page.getByRole("heading", { name: "In the bin" }).waitFor();
  for (const { peer } of peers) await peer.closed;
  const back = await fetch(`${app.server.origin}/api/boards/${slugOfAda}/bin/restore`, { method: "POST", headers });
  expect("the board is restored", back.status === 204);
  for (const board of [ada, bo, cy]) {
    await board.page.reload();
    await board.untilSaved();
  }
  for (const peer of peers) await peer.come();
  await workUntil(1);

  // Every copy is equal, and every notice right.
  for (const board of [ada, bo, cy]) await board.untilSaved();
  const kept = await app.server.board(slug);
  for (const board of [ada, bo, cy]) await board.untilSame(kept);
  for (const { name, peer } of peers) {
    await peer.untilRead();
    expect(`the board of ${name} is equal`, printed(peer.board) === printed(kept));
  }
  const count = (words: string) => told.filter((text) => text.includes(words)).length;
  expect(`one notice of the freeze, not ${count("The board is frozen")}`, count("The board is frozen") === 1);
  expect(`one of its end, not ${count("no longer frozen")}`, count("no longer frozen") === 1);
  expect(`one mention, not ${count("mentioned you")}`, count("mentioned you") === 1);
  expect(`one who left, not ${count(" left")}`, count(" left") === 1);
  expect("the title is as it was", await titleOf(cy) === TITLE);
  const kinds = await talkKinds(`${app.server.origin}/api/boards/${slug}/talk`);
  // Drags that begin on the marker of a comment move the comment, which adds a `move` event.
  const said = kinds.filter((kind) => kind !== "move").length;
  expect(`${messages} messages, not ${said} (${kinds.length} events)`, said === messages);
  faults.push(...app.problems);
  return { rounds, shapes: kept.shapes.size, messages, faults };
}

/** What each event of the talk is. */
async function talkKinds(address: string): Promise<string[]> {
  const kinds: string[] = [];
  for (;;) {
    const { events } = await (await fetch(`${address}?after=${kinds.length}&limit=${TALK_PAGE_MAX}`)).json();
    if (events.length === 0) return kinds;
    kinds.push(...events.map(({ kind }: TalkEvent) => kind));
  }
}

/** Ada signs up with a passkey, makes the board and names it. Passkeys work for names and not for addresses. */
async function owner(app: App): Promise<BoardPage> {
  const origin = app.server.origin.replace("127.0.0.1", "localhost");
  const page = await (await app.person()).newPage();
  await VirtualAuthenticator.plugIn(page);
  await page.goto(`${origin}/account`);
  await page.getByLabel("Name", { exact: true }).fill("Ada");
  await page.getByRole("button", { name: "Create account" }).click();
  await page.getByRole("heading", { level: 1, name: "Ada" }).waitFor();
  await page.goto(origin);
  const board = await createBoard(page);
  await page.getByRole("textbox", { name: "Title of the board" }).fill(TITLE);
  await page.keyboard.press("Enter");
  await board.untilSaved();
  return board;
}

/** The link for others is in the address of the owner's page. */
async function editorLink({ page }: BoardPage): Promise<string> {
  await until(
    "the address is one for others",
    () => Promise.resolve(/\/b\/[\w-]{22}$/.test(new URL(page.url()).pathname)),
  );
  return new URL(page.url()).pathname.split("/").at(-1)!;
}

async function introduce(board: BoardPage, name: string): Promise<void> {
  await board.openCard();
  await board.page.getByRole("textbox", { name: "Your name" }).fill(name);
  await board.page.keyboard.press("Enter");
}

function titleOf({ page }: BoardPage): Promise<string> {
  return page.getByRole("textbox", { name: "Title of the board" }).inputValue();
}

/** Notes every notice that a page shows from now on. @returns what reads them */
async function watchNotices(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const seen: string[] = [];
    Object.assign(globalThis, { noticesSeen: seen });
    let shown = new Map<Element, string>();
    new MutationObserver(() => {
      const elements = [...document.querySelectorAll(".notice, .done-notice > *")];
      const now = new Map(elements.map((element) => [element, element.textContent ?? ""]));
      for (const [element, text] of now) if (shown.get(element) !== text) seen.push(text);
      shown = now;
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
  return () => page.evaluate(() => (globalThis as unknown as { noticesSeen: string[] }).noticesSeen);
}
