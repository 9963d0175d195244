import { type ReadonlySignal, useComputed } from "@preact/signals";
import { useEffect, useMemo, useRef } from "preact/hooks";
import type { Command } from "../editor/command.ts";
import type { Editor } from "../editor/editor.ts";
import { noteInHand } from "../editor/selection/note_chain.ts";
import { ActionButton } from "./controls/action_button.tsx";
import { BOARD_ICONS } from "./controls/board_icons.ts";
import { actionsOf } from "./actions.ts";
import { inPauses, onFirstSign } from "./page/first_sign.ts";
import { ringBoard } from "./page/focus_ring.ts";
import { Dialogs, EXPORT, ORDER, PALETTE, PDF_PAGES, SETTINGS, SHARE, SHORTCUTS } from "./dialog/dialogs.tsx";
import { DoneNotice } from "./status/done_notice.tsx";
import { Hints } from "./view/hints.tsx";
import { Icon, Mark } from "./controls/icon.tsx";
import { Later, part, styledPart } from "./controls/lazy_part.tsx";
import { hideTips } from "./controls/tips.ts";
import { BoardTitle } from "./view/board_title.tsx";
import { closeByPress, focusBoard, keepEscape, leaveField, leaveToBoard } from "./page/page_parts.ts";
import type { PageLinks } from "./links/page_links.ts";
import { People } from "./people/people.tsx";
import type { ConnectionChoice, ConnectionSetting } from "./connection/connection_commands.ts";
import { ME_CARD, MORE_ITEMS, PEOPLE_LIST, TOOL_ITEMS } from "./opened_parts.ts";
import { CONNECTION, FIND, Panels, TALK } from "./panels.tsx";
import { ProblemNotice } from "./status/problem_notice.tsx";
import { ACTIONS, PANEL } from "./style/style_bar.tsx";
import { tellSeenHeight } from "./page/visible_height.ts";
import { StatusLine } from "./status/status_line.tsx";
import { loadDesk, Talk } from "./talk/talk.ts";
import { TalkButton } from "./talk/talk_button.tsx";
import { Toolbar } from "./toolbar/toolbar.tsx";
import { HistoryBar, MoreMenu, ZoomBar } from "./view/view_bars.tsx";
import { INTERFACE } from "../messages/en/interface.ts";

export interface ChromeProps {
  readonly editor: Editor;
  /** All commands; those of `BUTTON_COMMANDS` must be among them. */
  readonly commands: readonly Command[];
  readonly links: PageLinks;
  /** How much of the board has been received, 0…1; undefined when unknown. */
  readonly progress?: ReadonlySignal<number | undefined>;
  /** Called when the board was deleted, to remove its local copy and leave the page. */
  readonly ended?: () => void;
  /** Opens the board on this page with a link that is good again. */
  readonly reopen?: (slug: string) => void;
  readonly connection?: ConnectionSetting<ConnectionChoice>;
}

/**
 * Everything on the board page except the drawing. Lies over the canvas and lets the pointer through where there is no
 * control.
 *
 * Top: home and status on the left, people and the share button on the right. Bottom: zoom and history on the left,
 * tools in the middle, help on the right. A hint is in the middle of an empty board.
 */
export function Chrome(
  { editor, commands, links, progress, ended = nothing, reopen = nothing, connection }: ChromeProps,
) {
  const actions = useMemo(() => actionsOf(commands), [commands]);
  const page = useMemo(() => ({ editor, links, ...connection && { connection } }), [editor, links, connection]);
  const talk = useMemo(() => new Talk(editor, links.slug), [editor, links]);
  useEffect(() => () => talk.close(), [talk]);
  useEffect(() => prepare(editor), []);
  useEffect(() => keepEscape(), []);
  useEffect(() => hideTips(), []);
  useEffect(() => closeByPress(), []);
  useEffect(() => tellSeenHeight(), []);
  useEffect(() => ringBoard(document.getElementById("canvas")!), []);
  const isSaid = useComputed(() => editor.saying.value || editor.peers.value.some(({ talk }) => Object(talk).says));
  const isUploading = useComputed(() => (editor.uploads.value?.length ?? 0) > 0);
  // Stays, so that the last words can fade.
  const hasSaid = useRef(false);
  if (isSaid.value) hasSaid.current = true;
  const isTogether = useComputed(() =>
    editor.peers.value.length > 0 || editor.tool.value === "laser" || editor.bringing.value
  );
  // Stays, so that whoever left for a moment is still followed.
  const wasTogether = useRef(false);
  if (isTogether.value) wasTogether.current = true;
  const status = editor.status.value;
  if (status.kind === "locked") return <Later part={PASSPHRASE} props={{ ...status, waiting: status, reopen }} />;
  if (status.kind === "refused") {
    const props = { ...status, slug: links.slug.value, waiting: status, reopen, name: editor.me.value.name };
    return <Later part={REFUSED} props={props} />;
  }
  const canDraw = editor.canDraw.value;
  return (
    <main
      class="chrome"
      ref={keepPageZoom}
      data-draw={canDraw}
      data-zen={editor.zen.value}
      onKeyDown={(event) => {
        leaveToBoard(event);
        leaveField(event);
      }}
    >
      {status.kind === "loading" && <Loading progress={progress} />}
      <Hints editor={editor} commands={commands} />
      {canDraw && <Notes editor={editor} />}
      <Later quiet part={ANNOUNCER} props={{ editor }} />
      <Later quiet part={OUTLINE} props={{ editor }} />
      {editor.cropping.value && canDraw && (
        <Later key={editor.cropping.value} quiet part={CROP} props={{ editor, id: editor.cropping.value }} />
      )}
      <header class="top">
        <div class="bar panel home">
          <a class="button" href="/" aria-label={INTERFACE.startPageLabel} data-tip={INTERFACE.startPage}>
            <Mark />
          </a>
          <BoardTitle editor={editor} />
          <StatusLine editor={editor} />
        </div>
        <div class="bar panel here">
          <People editor={editor} />
          <TalkButton editor={editor} talk={talk} />
          <button
            type="button"
            class="button share-button"
            aria-haspopup="dialog"
            aria-label={INTERFACE.share}
            data-tip={INTERFACE.shareBoard}
            onClick={() => editor.dialog.value = "share"}
          >
            <Icon name={BOARD_ICONS.share} />
            <span class="wide">{INTERFACE.share}</span>
          </button>
        </div>
      </header>
      <footer class="bottom">
        <Toolbar editor={editor} actions={actions} commands={commands} />
        <div class="side">
          <ZoomBar editor={editor} actions={actions} />
          {canDraw && <HistoryBar editor={editor} actions={actions} />}
        </div>
        <div class="bar panel help">
          <ActionButton command={actions.find} icon="search" wide />
          <ActionButton command={actions.help} icon={BOARD_ICONS.help} wide />
          <MoreMenu editor={editor} actions={actions} />
        </div>
      </footer>
      <Later quiet part={WAY_BACK} props={{ editor }} />
      {(talk.hasComments.value || editor.comment.value) && <Later quiet part={COMMENTS} props={{ editor, talk }} />}
      {isUploading.value && <Later quiet part={UPLOADS} props={{ editor }} />}
      {editor.minimap.value && <Later quiet part={MINIMAP} props={{ editor }} />}
      {wasTogether.current && <Later quiet part={TOGETHER} props={{ editor }} />}
      {hasSaid.current && (
        <Later quiet part={CURSOR_CHAT} props={{ editor }} waiting={editor.saying.value && editor.waiting} />
      )}
      {editor.news.value.length > 0 && <Later quiet part={NOTICES} props={{ editor }} />}
      {editor.menu.value && <Later quiet part={MENU} props={{ editor, commands, page }} waiting={editor.waiting} />}
      {editor.zen.value && (
        <button
          type="button"
          class="panel zen-end"
          onClick={() => {
            editor.zen.value = false;
            focusBoard();
          }}
        >
          {INTERFACE.showInterface}
        </button>
      )}
      <DoneNotice editor={editor} />
      <ProblemNotice editor={editor} />
      <Panels {...{ editor, talk }} {...(connection && { connection })} />
      <Dialogs {...{ page, commands, ended }} />
    </main>
  );
}

function nothing(): void {}

const PASSPHRASE = styledPart(() => import("./links/passphrase_form.tsx").then(({ PassphraseForm }) => PassphraseForm));
const REFUSED = styledPart(() => import("./status/refused.tsx").then(({ Refused }) => Refused));
const ANNOUNCER = part(() => import("./idle_parts.ts").then(({ IDLE_PARTS }) => IDLE_PARTS.announcer));
const WAY_BACK = part(() => import("./idle_parts.ts").then(({ IDLE_PARTS }) => IDLE_PARTS.wayBack));
const OUTLINE = part(() => import("./idle_parts.ts").then(({ IDLE_PARTS }) => IDLE_PARTS.outline));
// With what it loads at once.
const COMMENTS = styledPart(() =>
  Promise.all([import("./comments/comment_layer.tsx"), loadDesk()]).then(([{ CommentLayer }]) => CommentLayer)
);
const NOTE_HANDLES = styledPart(() => import("./view/note_handles.tsx").then(({ NoteHandles }) => NoteHandles));
const CROP = styledPart(() => import("./images/crop_layer.tsx").then(({ CropLayer }) => CropLayer));
const UPLOADS = styledPart(() => import("./images/upload_list.tsx").then(({ UploadList }) => UploadList));
const MINIMAP = styledPart(() => import("./view/minimap.tsx").then(({ Minimap }) => Minimap));
const MENU = styledPart(() => import("./asked_parts.ts").then(({ ASKED_PARTS }) => ASKED_PARTS.menu));
const CURSOR_CHAT = styledPart(() => import("./asked_parts.ts").then(({ ASKED_PARTS }) => ASKED_PARTS.cursorChat));
const TOGETHER = styledPart(() =>
  import("./people/together_parts.ts").then(({ TOGETHER_PARTS }) => TOGETHER_PARTS.together)
);
const NOTICES = styledPart(() => import("./notices/notice_list.tsx").then(({ NoticeList }) => NoticeList));

/** The buttons beside the selected note. Their code loads with the first one. */
function Notes({ editor }: { editor: Editor }) {
  return noteInHand(editor) ? <Later quiet part={NOTE_HANDLES} props={{ editor }} /> : null;
}

/**
 * Prepares the parts that keys open with the first use, as people type into them at once; and, while a person pauses,
 * those that people open often, so that they open at once, and without a network if they need no server.
 *
 * @returns a function that ends it
 */
function prepare(editor: Editor): () => void {
  const typed = [FIND, MENU, PALETTE].map(({ load }) => load);
  // People often select a shape soon after they have moved the view to it.
  const selected = [PANEL, ACTIONS].map(({ load }) => load);
  const opened = [
    ME_CARD,
    PEOPLE_LIST,
    MORE_ITEMS,
    TOOL_ITEMS,
    NOTE_HANDLES,
    SHORTCUTS,
    SETTINGS,
    SHARE,
    EXPORT,
    TALK,
    COMMENTS,
    CONNECTION,
    ORDER,
    PDF_PAGES,
    MINIMAP,
    CROP,
    UPLOADS,
  ];
  const ends = [
    onFirstSign(() => typed.forEach((load) => load().catch(nothing))),
    inPauses(typed, editor, 0),
    inPauses(selected, editor, 1_000),
    inPauses(opened.map(({ load }) => load), editor),
  ];
  return () => ends.forEach((end) => end());
}

/** A thin progress bar along the top edge. The style sheet shows it only when loading takes long. */
function Loading({ progress }: { progress?: ReadonlySignal<number | undefined> }) {
  const part = progress?.value;
  return (
    <div
      class={part === undefined ? "loading loading-blind" : "loading"}
      role="progressbar"
      aria-label={INTERFACE.opening}
      aria-valuenow={part === undefined ? undefined : Math.round(part * 100)}
      style={{ "--part": part ?? 1 }}
    />
  );
}

/**
 * Prevents the browser's zoom by Ctrl-wheel or pinch over a button, which would move the bars out of view. A dialog
 * covers them, and what is in it may be enlarged.
 */
function keepPageZoom(root: HTMLElement | null): () => void {
  const stay = (event: WheelEvent) =>
    event.ctrlKey && !(event.target as Element).closest("dialog") && event.preventDefault();
  root?.addEventListener("wheel", stay, { passive: false });
  return () => root?.removeEventListener("wheel", stay);
}
