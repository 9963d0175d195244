import type { ReadonlySignal } from "@preact/signals";
import { effect } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import type { Command } from "../../editor/command.ts";
import type { Refusal } from "../../../board/wire/refusal.ts";
import type { Editor } from "../../editor/editor.ts";
import type { WaitingChanges } from "../../editor/status.ts";
import { EMBED } from "../../messages/en/embed.ts";
import { INTERFACE } from "../../messages/en/interface.ts";
import { REFUSAL } from "../../messages/en/refusal.ts";
import { actionsOf } from "../actions.ts";
import { BOARD_ICONS } from "../controls/board_icons.ts";
import { Icon, type Picture } from "../controls/icon.tsx";
import { Later, part, styledPart } from "../controls/lazy_part.tsx";
import { ProblemRegion, useSpokenWords } from "../controls/live_region.tsx";
import { lucide } from "../controls/lucide.ts";
import { boardAddress } from "../links/link.ts";
import type { PageLinks } from "../links/page_links.ts";
import { ringBoard } from "../page/focus_ring.ts";
import { closeByPress, keepEscape, leaveToBoard } from "../page/page_parts.ts";
import { DoneNotice } from "../status/done_notice.tsx";
import { ProblemNotice } from "../status/problem_notice.tsx";
import { statusWords } from "../status/status_words.ts";
import { WaitingWords } from "../status/waiting_words.tsx";
import { Toolbar } from "../toolbar/toolbar.tsx";
import { afterFrame } from "../view/after_frame.ts";
import { HistoryBar, ZoomBar } from "../view/view_bars.tsx";
import { EmbedPort } from "./embed_port.ts";

export interface EmbeddedChromeProps {
  readonly editor: Editor;
  readonly commands: readonly Command[];
  readonly links: Pick<PageLinks, "slug">;
  /** Replaces the commands of keys. */
  readonly learn: (commands: Command[]) => void;
  readonly reopen?: (slug: string) => void;
  readonly progress?: ReadonlySignal<number | undefined> | undefined;
}

/** A frame of less height has no room for the styles beside the tools, px. */
const LOW = 500;

const OPEN: Picture = { d: lucide("external-link") };

const ANNOUNCER = part(() => import("../idle_parts.ts").then(({ IDLE_PARTS }) => IDLE_PARTS.announcer));
const OUTLINE = part(() => import("../idle_parts.ts").then(({ IDLE_PARTS }) => IDLE_PARTS.outline));
const MENU = styledPart(() => import("../asked_parts.ts").then(({ ASKED_PARTS }) => ASKED_PARTS.menu));
const PASSPHRASE = styledPart(() =>
  import("../links/passphrase_form.tsx").then(({ PassphraseForm }) => PassphraseForm)
);
const WAITING = styledPart(() => import("../order/waiting_page.tsx").then(({ WaitingPage }) => WaitingPage));

/** Commands that need what a frame does not show: dialogs, panels, comments, other pages. */
const OF_PAGES =
  /^(find|talk|comments?|comment\.here|tool\.comment|connection|minimap|zen|rename|order|share|home|people|bring|palette|settings|help|export|open|print|link\.|fullscreen|say|image\.camera|theme\.)/;

/** The interface of a board in a frame of another site: title, status, zoom, and tools where drawing is wanted. */
export function EmbeddedChrome(
  { editor, commands: given, links, learn, reopen = () => {}, progress }: EmbeddedChromeProps,
) {
  const commands = useMemo(() => given.filter(({ id }) => !OF_PAGES.test(id)), [given]);
  const actions = useMemo(() => {
    const all = actionsOf(given);
    return { ...all, tools: all.tools.filter(({ tool }) => tool !== "comment") };
  }, [given]);
  useEffect(() => learn(commands), [commands]);
  useEffect(() => keepClosed(editor), [editor]);
  useEffect(() => {
    if (innerHeight < LOW) editor.showsStyles.value = false;
  }, [editor]);
  useEffect(() => keepEscape(), []);
  useEffect(() => closeByPress(), []);
  useEffect(() => ringBoard(document.getElementById("canvas")!), []);
  useEffect(() => {
    if (globalThis.parent === globalThis as unknown) return;
    const port = new EmbedPort(editor);
    return () => port.close();
  }, [editor]);
  const slug = links.slug.value;
  const status = editor.status.value;
  if (status.kind === "locked") {
    return <Later part={PASSPHRASE} props={{ slug: status.slug, waiting: status, reopen, isGuest: true }} />;
  }
  if (status.kind === "refused" && status.reason === "waiting") {
    return <Later part={WAITING} props={{ slug, name: editor.me.value.name, waiting: status, reopen }} />;
  }
  if (status.kind === "refused") return <Ended reason={status.reason} waiting={status} />;
  const title = editor.title.value || INTERFACE.untitled;
  const canDraw = editor.canDraw.value;
  const isLoading = status.kind === "loading";
  return (
    <main class="chrome embedded" data-draw={canDraw} onKeyDown={leaveToBoard}>
      {isLoading && (
        <div
          class="loading"
          role="progressbar"
          aria-label={INTERFACE.opening}
          style={{ "--part": progress?.value ?? 1 }}
        />
      )}
      <Later quiet part={ANNOUNCER} props={{ editor }} />
      <Later quiet part={OUTLINE} props={{ editor }} />
      <header class="top">
        <div class="bar panel home">
          <span class="board-title" title={title}>{title}</span>
          <StatusWords editor={editor} />
        </div>
        <div class="bar panel here">
          <a
            class="button share-button"
            href={boardAddress(location.origin, slug)}
            target="_blank"
            rel="noopener"
            aria-label={EMBED.openBoard}
            data-tip={EMBED.openBoard}
          >
            <Icon name={OPEN} />
            <span class="wide">{EMBED.open}</span>
          </a>
        </div>
      </header>
      <footer class="bottom">
        {canDraw && <Toolbar editor={editor} actions={actions} commands={commands} />}
        <div class="side">
          <ZoomBar editor={editor} actions={actions} />
          {canDraw && <HistoryBar editor={editor} actions={actions} />}
        </div>
      </footer>
      {editor.menu.value && canDraw && <Later quiet part={MENU} props={{ editor, commands }} />}
      <DoneNotice editor={editor} />
      <ProblemNotice editor={editor} />
    </main>
  );
}

/** How safe the work is, in words. */
function StatusWords({ editor }: { editor: Editor }) {
  const status = editor.status.value;
  const { tone, text, tip } = statusWords(status, editor.isViewing.value ? "viewer" : editor.role.value);
  const icon = tone === "good"
    ? "check"
    : tone === "view"
    ? BOARD_ICONS.eye
    : tone === "quiet"
    ? undefined
    : BOARD_ICONS.alert;
  return (
    <div class={`status status-${tone}`} aria-live="polite" aria-atomic data-status={status.kind} title={tip}>
      <span class="status-words" key={status.kind}>
        <span class="status-sign">{icon ? <Icon name={icon} /> : <span class="dot" />}</span>
        <span class="status-text">{text}</span>
      </span>
    </div>
  );
}

/** Without a way to the start page, which no site may show in a frame. */
function Ended({ reason, waiting }: { reason: Refusal | "binned"; waiting: WaitingChanges }) {
  const words = useSpokenWords();
  // The region is there before its words. The focus stays where it is: it may be on the page around the frame.
  useEffect(() => afterFrame(() => words.value = reason === "binned" ? EMBED.ended : REFUSAL[reason]), [reason]);
  return (
    <main class="refused">
      <ProblemRegion class="" words={words} />
      <WaitingWords waiting={waiting} />
    </main>
  );
}

/** What keys and menus open elsewhere has no place here. @returns ends it */
function keepClosed(editor: Editor): () => void {
  return effect(() => {
    if (editor.dialog.value !== undefined) editor.dialog.value = undefined;
    if (editor.panel.value !== undefined) editor.panel.value = undefined;
    if (editor.comment.value !== undefined) editor.comment.value = undefined;
    if (editor.zen.value) editor.zen.value = false;
  });
}
