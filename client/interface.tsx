import { render } from "preact";
import { signal } from "@preact/signals-core";
import { attachImages } from "./board_images.ts";
import type { BoardPage } from "./board_page.ts";
import { systemClock } from "../board/clock.ts";
import type { Editor } from "./editor/editor.ts";
import { commandsFor } from "./editor/commands.ts";
import { ARRANGING } from "./editor/arrange/arranging.ts";
import { followTitle } from "./editor/board_title.ts";
import { EditorToolContext } from "./editor/contexts/tool_context.ts";
import { openMenu } from "./editor/selection/menu_target.ts";
import { LockHint } from "./editor/selection/lock_hint.ts";
import { attachWhen } from "./editor/attach_when.ts";
import { attachFields } from "./input/text/attach_fields.ts";
import { TEXT_FIELD } from "./input/text/attach_text_field.ts";
import { attachClipboard, PASTING } from "./input/clipboard/clipboard.ts";
import { clipboardCommands } from "./input/clipboard/clipboard_commands.ts";
import { attachFiles } from "./input/files.ts";
import { sayingCommand } from "./input/saying.ts";
import { placingCommand } from "./input/placing.ts";
import { showLinks } from "./render/selection/late_link_layer.ts";
import { ActivityLayers } from "./render/activity_layers.ts";
import { allTools } from "./tools/tool_registry.ts";
import "./tools/tools.ts";
import { inPauses } from "./ui/page/first_sign.ts";
import { partCommands } from "./ui/page/page_parts.ts";
import { showTitle } from "./page_title.ts";
import { Chrome, type ChromeProps } from "./ui/chrome.tsx";
import { Later, styledPart } from "./ui/controls/lazy_part.tsx";
import { FILES_HASH, slugOfPath } from "./ui/links/link.ts";
import { PAGE } from "./messages/en/page.ts";
import { inLanguage } from "./editor/command.ts";

/** Keeping the client on the device may wait until the first strokes are drawn, ms. */
const KEEP_AFTER_MS = 1_500;

const EMBEDDED = styledPart(() =>
  import("./ui/embed/embedded_chrome.tsx").then(({ EmbeddedChrome }) => EmbeddedChrome)
);

export interface InterfaceProps extends Omit<ChromeProps, "editor" | "commands"> {
  /** True in a frame of another site, which has an interface of its own. */
  readonly isEmbedded?: boolean;
}

/**
 * Adds the remaining tools, the commands and the interface to a page that only draws ink. `close` removes what reacts
 * to the page or to peers; `BoardPage.close` removes the layers and the input.
 */
export function addInterface(
  { editor, surface, chrome, stage, box, input }: BoardPage,
  { isEmbedded = false, ...props }: InterfaceProps,
): { close(): void } {
  surface.ariaLabel = PAGE.board;
  editor.outlet = () =>
    import("./out/out.ts").then(({ outletOf }) => outletOf(editor, { slug: () => props.links.slug.peek() }));
  if (!isEmbedded) {
    editor.deviceBoards = () => import("./kept/kept_boards.ts").then(({ keptBoards }) => keptBoards(slugHere));
    if (location.hash === FILES_HASH) takeFilesFromOutside(editor);
  }
  const parts: { close(): void }[] = [];
  stage.addActivity((painter, request) => {
    parts.push(attachImages(editor, { painter, stage, links: props.links }));
    return new ActivityLayers(editor, painter, request);
  });
  parts.push(
    showLinks(editor, surface),
    attachWhen(
      () => editor.peers.value.length > 0,
      () =>
        import("./editor/people/selection_report.ts").then(({ SelectionReport }) => () => new SelectionReport(editor)),
    ),
    new LockHint(editor),
    attachFields(editor, surface, input),
    { close: inPauses(usedParts({ isEmbedded }), editor, 0) },
    { close: inPauses(PICTURE_PARTS, editor) },
    attachClipboard(editor, input.pointed),
    attachFiles(editor, input.toBoard),
    followTitle(editor),
    showTitle(editor, props.links),
    // It changes own steps of undo, so it is needed once there is one.
    attachWhen(
      () => editor.history.canUndo.value || editor.history.canRedo.value,
      () =>
        import("./editor/history/returned_text.ts").then(({ returnOnce }) => () => ({
          close: returnOnce(editor.board, editor.history),
        })),
    ),
  );
  if (!isEmbedded) parts.push(keepLater(editor));
  box.add(allTools(), new EditorToolContext(editor));
  const commands = inLanguage([
    // Enter belongs to the tool in use first, then to the selection.
    placingCommand(editor, box.tools),
    ...commandsFor(editor),
    ...clipboardCommands(editor),
    sayingCommand(editor, input.pointed),
    ...partCommands(),
  ]);
  input.learn(commands);
  input.learnMenu((menu) => openMenu(editor, menu));
  const common = { editor, commands };
  const learn = (known: typeof commands) => input.learn(known);
  const layout = isEmbedded
    ? <Later quiet part={EMBEDDED} props={{ ...common, ...props, learn }} />
    : <Chrome {...common} {...props} />;
  render(layout, chrome);
  return {
    close() {
      render(null, chrome);
      for (const part of parts) part.close();
    },
  };
}

/** Keeps the client on the device once the first strokes may be drawn. */
function keepLater(editor: Editor): { close(): void } {
  const isTime = signal(false);
  const cancel = systemClock.after(KEEP_AFTER_MS, () => isTime.value = true);
  const kept = attachWhen(
    () => isTime.value,
    () => import("./keep_offline.ts").then(({ keepOffline }) => () => ({ close: keepOffline(editor) })),
  );
  return {
    close() {
      cancel();
      kept.close();
    },
  };
}

/** Afterwards pictures can be added without a network. */
const PICTURE_PARTS = [() => import("./images/image_desk.ts"), () => import("./editor/file_import.ts")];

/** Loads what a person needs later, so that it is there without a network, and once the server has other files. */
function usedParts({ isEmbedded }: { isEmbedded: boolean }): (() => Promise<unknown>)[] {
  return [
    () => TEXT_FIELD.load(),
    () => PASTING.load(),
    () => ARRANGING.load(),
    () => import("./render/selection/selection_layer.ts"),
    async () => isEmbedded || await import("./ui/offline/update_notice.ts"),
  ];
}

function slugHere(): string | undefined {
  return slugOfPath(location.pathname);
}

/** Puts the files that were opened with the app, or shared to it, onto the board. */
function takeFilesFromOutside(editor: Editor): void {
  // A browser without caches has received no files.
  import("./begun/arrival.ts").then((part) => part.takeArrivals(editor)).catch(() => {});
}
