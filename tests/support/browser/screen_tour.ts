import { type BoardPage, line } from "./board_page.ts";
import { pageObjects, rawPdf } from "../formats/raw_pdf.ts";
import type { Company } from "./company.ts";

/** Something that opens above the board: its name, how it is opened, and a selector of what it shows. */
type Screen = [name: string, open: () => Promise<void>, selector: string];

/** What the server and the browser of a tour need. */
export const TOUR = { env: { WEBHOOKS: "owners" }, limitMs: 240_000 };

/**
 * Opens everything that opens above a board, calls `look` with the name of each, and closes it.
 *
 * @param options.company at least nine people who have just come to the board
 * @param options.translate gives the words of the interface in the language of the page
 */
export async function tourScreens(
  board: BoardPage,
  look: (name: string) => Promise<void>,
  { company, translate = (english) => english }: {
    readonly company: Company;
    readonly translate?: (english: string) => string;
  },
): Promise<void> {
  const { page } = board;
  for (const [name, open, selector] of [...peopleScreens(board, company), ...screens(board, translate)]) {
    company.renew();
    await open();
    await page.locator(selector).first().waitFor();
    await look(name);
    // It is still open: what looked saw it whole.
    await page.locator(selector).first().waitFor();
    await board.key("Escape");
    await page.locator("dialog").waitFor({ state: "detached" });
    await board.key("Escape");
  }
}

function peopleScreens({ page }: BoardPage, company: Company): Screen[] {
  return [
    ["people", () => page.locator("button.others").click(), ".people-list.is-long .person-row"],
    ["following", async () => {
      await page.locator("button.others").click();
      await page.locator(".person-row [aria-pressed]").first().click();
    }, ".follow-frame"],
    ["call", () => Promise.resolve(company.show(1, { brings: 1 })), ".together-bar .primary"],
  ];
}

function screens(board: BoardPage, translate: (english: string) => string): Screen[] {
  const { page } = board;
  const press = (key: string) => () => board.key(key);
  const click = (selector: string) => () => page.locator(selector).click();
  const command = (label: string) => () => board.command(translate(label));
  const showStyle = async () => {
    if (await page.locator(".style-panel").isHidden()) await page.locator(".button.style").click();
  };
  return [
    ["shapes", click(".tool-menu"), ".tool-grid"],
    ["style of ink", showStyle, ".style-panel .part"],
    ["style of all", async () => {
      await board.key("Control+a");
      await showStyle();
    }, ".style-panel .styles"],
    ["palette", press("Control+k"), "[role=option]"],
    ["find", press("Control+f"), ".find input"],
    ["shortcuts", press("?"), "dialog kbd"],
    ["export", press("Control+Shift+e"), "dialog h2"],
    ["pages of a PDF", () => showPdf(board), "dialog .pdf-pages"],
    ["settings", press("Control+,"), "dialog .settings input"],
    ["more menu", async () => {
      await page.evaluate(() => dispatchEvent(new Event("beforeinstallprompt")));
      await page.locator(".button.more").click();
    }, ".more-panel .item"],
    ["share", click(".share-button"), "dialog .qr"],
    ["links", () => openTab(board, translate("Links")), "dialog .link"],
    ["publish", async () => {
      await openTab(board, translate("Publish"));
      await page.locator("[role=tabpanel] .primary").click();
    }, "dialog .made"],
    ["people of the board", () => openTab(board, translate("People")), "dialog .people-sheet fieldset"],
    ["webhooks", () => showWebhooks(board, translate), ".webhook-deliveries"],
    ["keep order", command("Keep order"), "dialog .order input"],
    ["chat", click(".talk-button"), ".talk .talk-note"],
    ["connection", command("Connection"), ".connection .frame"],
    ["comments", press("Shift+M"), ".comment-filter"],
    ["comment", async () => {
      await page.locator("#canvas").focus();
      await board.key("m");
      await board.key("Enter");
      await page.locator(".thread textarea").fill("123");
      await board.key("Enter");
    }, ".thread .message-text"],
    ["me", () => board.openCard(), ".me-panel input"],
    ["bringing everybody", command("Bring everybody here"), ".together-bar"],
    ["laser pointer", async () => {
      await command("Let everybody go")();
      await page.locator("#canvas").focus();
      await board.key("k");
      // The trail soon fades.
      const seen = page.locator(".laser-canvas:not([hidden])").waitFor();
      await Promise.all([seen, board.draw(line([300, 300], [400, 300]))]);
    }, ".toolbar"],
    ["menu of the board", async () => {
      await page.locator("#canvas").focus();
      await page.keyboard.press("Shift+F10");
    }, "[role=menuitem]"],
    ["hint", () => showHint(board), ".hint-card.panel"],
    ["map", command("Minimap"), ".minimap"],
    ["zen", command("Hide interface"), ".zen-end"],
  ];
}

/** Opens a tab of the share dialog. */
export async function openTab({ page }: BoardPage, name: string): Promise<void> {
  await page.locator(".share-button").click();
  await page.getByRole("tab", { name, exact: true }).click();
}

/** Drops a PDF of two pages. */
export async function showPdf({ page }: BoardPage): Promise<void> {
  const objects = pageObjects({ more: { 2: "<< /Type /Pages /Kids [3 0 R 5 0 R] /Count 2 >>", 5: pageObjects()[3] } });
  await page.evaluate((bytes) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([Uint8Array.from(bytes)], "123.pdf", { type: "application/pdf" }));
    const init = { dataTransfer, bubbles: true, cancelable: true, clientX: 300, clientY: 300 };
    for (const type of ["dragover", "drop"]) {
      document.querySelector("#canvas")!.dispatchEvent(new DragEvent(type, init));
    }
  }, [...rawPdf(objects)]);
}

/** Opens the details of a webhook that the server seems to have: a real one needs an address outside. */
async function showWebhooks(board: BoardPage, translate: (english: string) => string): Promise<void> {
  const { page } = board;
  const at = Date.now(), url = "https://hooks.example.org/board";
  const failed = { type: "board.changed", at, attempt: 2, isDelivered: false, status: 500, next: at + 300_000 };
  const delivered = { type: "talk.posted", at, attempt: 1, isDelivered: true, status: 204 };
  const events = ["board.changed", "talk.posted"];
  const webhook = { id: "w", url, created: at, waiting: 1, isEnded: false, isPaused: true, events, last: failed };
  const answers = { webhooks: [webhook], deliveries: [failed, delivered] };
  await page.route("**/api/boards/*/webhooks**", (route) => route.fulfill({ json: answers }));
  await openTab(board, translate("Webhooks"));
  await page.locator(".link [aria-expanded]").click();
}

/** Draws at the edge of the view until a newcomer is told how to move the board. */
async function showHint(board: BoardPage): Promise<void> {
  const { page } = board;
  await page.locator("#canvas").focus();
  await board.key("Escape");
  await board.key("p");
  for (let strokes = 0; strokes < 2; strokes++) {
    await board.draw(line([60, 500], [4, 520 + 10 * strokes]));
    await page.locator(".hint-card").waitFor({ state: "attached" });
  }
}
