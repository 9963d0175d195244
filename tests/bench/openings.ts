import type { Locator } from "playwright-core";
import type { BoardPage } from "../support/browser/board_page.ts";
import { pastePictures, pictureFile } from "../support/browser/pictures.ts";
import { openTab, showPdf } from "../support/browser/screen_tour.ts";

export interface Opening {
  readonly name: string;
  /**
   * A board where others are; a new board, whose links the browser knows; or the start page, once a board was open.
   * Otherwise a board with a shape.
   */
  readonly place?: "crowd" | "new" | "start";
  /** Of the window; else that of a desk. */
  readonly viewport?: { readonly width: number; readonly height: number };
  /** Done before, untimed. */
  readonly prepare?: (board: BoardPage) => Promise<unknown>;
  readonly open: (board: BoardPage) => Promise<unknown>;
  /** The event that opens it. */
  readonly event: "click" | "pointerdown" | "keydown" | "contextmenu" | "pointerup" | "drop";
  /** Selector of its content. */
  readonly content: string;
  readonly close?: (board: BoardPage) => Promise<unknown>;
}

/** The tabs of the share dialog besides the first, with what each shows once the server has answered. */
const SHARE_TABS = [
  ["Links", ".link [aria-expanded]"],
  ["Publish", "fieldset .primary"],
  ["People", "fieldset h3"],
  ["Webhooks", "form .primary"],
] as const;

/** Every panel, menu, tab, dialog and form of a board, and those of the list on the start page. */
export const OPENINGS: readonly Opening[] = [
  { name: "palette", open: (board) => board.key("Control+k"), event: "keydown", content: "dialog [role=option]" },
  { name: "find", open: (board) => board.key("Control+f"), event: "keydown", content: ".find input" },
  { name: "settings", open: (board) => board.key("Control+,"), event: "keydown", content: ".settings fieldset" },
  { name: "shortcuts", open: (board) => board.key("?"), event: "keydown", content: "dialog kbd" },
  { name: "export", open: (board) => board.key("Control+Shift+e"), event: "keydown", content: "dialog .export" },
  { name: "share", place: "new", open: pressNamed("Share"), event: "click", content: "dialog .qr" },
  { name: "chat", open: pressNamed("Chat"), event: "click", content: ".talk .talk-note" },
  { name: "comments", open: (board) => board.key("Shift+M"), event: "keydown", content: ".comment-filter" },
  {
    name: "comment",
    prepare: async (board) => {
      await board.page.locator("#canvas").focus();
      await board.key("m");
    },
    open: (board) => board.key("Enter"),
    event: "keydown",
    content: ".thread textarea",
  },
  {
    name: "connection",
    open: ({ page }) => press(page.locator(".status button")),
    event: "click",
    content: ".connection h2",
  },
  { name: "me", open: ({ page }) => press(page.locator("button.me")), event: "click", content: ".me-panel input" },
  {
    name: "people",
    place: "crowd",
    open: ({ page }) => press(page.locator("button.others")),
    event: "click",
    content: ".people-list .person-row",
  },
  {
    name: "keep order",
    place: "crowd",
    prepare: findCommand("keep order"),
    open: (board) => board.key("Enter"),
    event: "keydown",
    content: "dialog .order",
  },
  ...SHARE_TABS.map(([tab, content]): Opening => ({
    name: `tab ${tab}`,
    place: "new",
    prepare: async (board) => {
      await board.click("Share");
      await board.page.locator("dialog .qr").waitFor();
    },
    open: ({ page }) => press(page.getByRole("tab", { name: tab })),
    event: "pointerdown",
    content: `[role=tabpanel] ${content}`,
  })),
  {
    name: "change a link",
    place: "new",
    prepare: (board) => openTab(board, "Links"),
    open: ({ page }) => press(page.locator(".link [aria-expanded]").first()),
    event: "click",
    content: ".link .link-form input",
  },
  {
    name: "question",
    place: "new",
    prepare: (board) => openTab(board, "Links"),
    open: ({ page }) => press(page.getByRole("button", { name: "Delete board" })),
    event: "click",
    content: "dialog .confirm input",
    close: (board) => board.key("Escape"),
  },
  { name: "PDF", open: showPdf, event: "drop", content: "dialog h2" },
  {
    name: "crop",
    place: "new",
    prepare: async (board) => {
      await pastePictures(board.page, [await pictureFile(board.page)]);
      await board.page.locator(".image-section").waitFor();
      await board.page.locator("#canvas").focus();
    },
    open: (board) => board.key("Enter"),
    event: "keydown",
    content: ".crop-bar",
  },
  {
    name: "words at the pointer",
    prepare: ({ page }) => page.locator("#canvas").focus(),
    open: (board) => board.key("/"),
    event: "keydown",
    content: ".cursor-words.is-mine input",
  },
  {
    name: "thread",
    place: "new",
    prepare: async (board) => {
      const { page } = board;
      if (await page.locator(".comment-markers button").count() > 0) return;
      await page.locator("#canvas").focus();
      await board.key("m");
      await board.key("Enter");
      await page.locator(".thread textarea").fill("Harbour");
      await board.key("Enter");
      await page.locator(".thread .message-text").waitFor();
      await board.key("Escape");
    },
    open: ({ page }) => press(page.locator(".comment-markers button")),
    event: "click",
    content: ".thread .message-text",
  },
  {
    name: "map",
    prepare: findCommand("minimap"),
    open: (board) => board.key("Enter"),
    event: "keydown",
    content: ".minimap",
    close: (board) => board.command("minimap"),
  },
  {
    name: "more menu",
    open: pressNamed("More"),
    event: "click",
    content: ".more-panel .item:not(.narrow)",
  },
  {
    name: "shapes",
    open: pressNamed(/^Shapes/),
    event: "click",
    content: ".tool-grid .button:not(.narrow)",
  },
  {
    name: "context menu",
    open: ({ page }) => page.mouse.click(700, 420, { button: "right" }),
    event: "contextmenu",
    content: "[role=menuitem]",
  },
  {
    name: "styles of a selection",
    prepare: (board) => board.key("v"),
    open: ({ page }) => page.mouse.click(340, 400),
    event: "pointerup",
    content: ".style-panel .styles .part",
  },
  {
    name: "styles of a tool",
    open: (board) => board.key("r"),
    event: "keydown",
    content: ".style-panel .styles .part",
    close: (board) => board.key("v"),
  },
  {
    name: "exact values",
    prepare: async (board) => {
      await board.key("v");
      await board.page.mouse.click(340, 400);
    },
    open: ({ page }) => press(page.locator(".exact summary")),
    event: "click",
    content: ".measures input",
    close: ({ page }) => page.locator(".exact summary").click(),
  },
  {
    name: "sheet of styles",
    viewport: { width: 390, height: 844 },
    prepare: (board) => board.key("r"),
    open: ({ page }) => press(page.locator(".button.style")),
    event: "click",
    content: ".style-panel .styles .part",
    close: ({ page }) => page.locator(".button.style").click(),
  },
  {
    name: "menu of a board",
    place: "start",
    open: ({ page }) => press(page.locator(".visit-more")),
    event: "click",
    content: ".visit-menu .item",
  },
  ...["Rename", "Remove"].map((item): Opening => ({
    name: `${item.toLowerCase()} a board`,
    place: "start",
    prepare: ({ page }) => page.locator(".visit-more").click(),
    open: ({ page }) => press(page.locator(".visit-menu .item", { hasText: item })),
    event: "click",
    content: ".visit .visit-form button",
  })),
];

/** A press of the mouse alone: a click of the test tool runs code in the page after it, which is not the page's work. */
async function press(target: Locator): Promise<void> {
  await target.scrollIntoViewIfNeeded();
  const { x, y, width, height } = (await target.boundingBox())!;
  await target.page().mouse.click(x + width / 2, y + height / 2);
}

function pressNamed(name: string | RegExp): (board: BoardPage) => Promise<void> {
  return ({ page }) => press(page.getByRole("button", { name }).first());
}

/** Marks a command in the palette, so that Enter runs it. */
function findCommand(words: string): NonNullable<Opening["prepare"]> {
  return async (board) => {
    await board.key("Control+k");
    await board.page.getByRole("combobox").fill(words);
  };
}
