import type { Editor } from "../../editor/editor.ts";
import type { News } from "../../editor/news.ts";
import { NEWS } from "../../messages/en/people/news.ts";
import { shortened } from "./notice_words.ts";

/** True where the person can be asked whether the browser may tell of mentions. Absent without a secure context. */
export function canAskToNotify(): boolean {
  return typeof Notification !== "undefined" && Notification.permission !== "denied";
}

/** Lets the browser tell of mentions. Call it within a press: the browser asks the person the first time. */
export async function enableNotifying({ settings, problem }: Editor): Promise<void> {
  const answer = typeof Notification === "undefined" ? "denied" : await Notification.requestPermission();
  const notifies = answer === "granted";
  settings.value = { ...settings.peek(), notifies };
  if (answer === "denied") problem.value = NEWS.notAllowed.replace(/\.$/, "");
}

/** Tells of a mention or a reply while the page is hidden, if the person allowed it. */
export function showNotification(
  { settings, title }: Editor,
  { kind, name, text, open }: Extract<News, { kind: "message" | "mention" | "reply" }>,
): void {
  if (!document.hidden || !settings.peek().notifies) return;
  if (typeof Notification === "undefined" || Notification.permission !== "granted") return;
  try {
    const shown = new Notification(title.peek() || document.title, {
      body: NEWS[kind]({ name, text: shortened(text) }),
      // One at a time for each board.
      tag: location.pathname,
      icon: "/icon.svg",
    });
    shown.onclick = () => {
      shown.close();
      focus();
      open();
    };
  } catch {
    // Browsers on phones show notifications of service workers only.
  }
}
