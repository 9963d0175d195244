import { useSignal } from "@preact/signals";
import { useEffect, useId, useRef } from "preact/hooks";
import { hexOf } from "../../../board/palette.ts";
import { hexOfPaint } from "../../../board/style.ts";
import { InkColors, InkStyles } from "./ink_styles.tsx";
import type { Command } from "../../editor/command.ts";
import type { Editor } from "../../editor/editor.ts";
import { clearSelection } from "../../editor/view/clear_view.ts";
import { draws } from "../../editor/style/draws.ts";
import { sizeOf, type StrokeSize } from "../../editor/style/style.ts";
import { MIXED } from "../../editor/style/styling.ts";
import { leaveFocus } from "../controls/action_button.tsx";
import { findTool } from "../../tools/tool_registry.ts";
import { Later, styledPart } from "../controls/lazy_part.tsx";
import { useMedia, WIDE } from "../page/use_media.ts";
import { INTERFACE } from "../../messages/en/interface.ts";
import { colorName } from "../../editor/speech/describe.ts";

export const ACTIONS = styledPart(() => import("./selection_bar.tsx").then(({ SelectionBar }) => SelectionBar));
export const PANEL = styledPart(() => import("./style_panel.tsx").then(({ StylePanel }) => StylePanel));

const SIZE_NAMES = { s: "thin", m: "medium", l: "thick", xl: "veryThick" } as const satisfies Record<
  StrokeSize,
  string
>;

/**
 * The style button and its panel. The button shows the colour and width of the selection or of the next shape. On wide
 * screens the panel is open while a tool draws or something is selected, unless the person closed it. On a phone it is a
 * sheet that closes when the board is pressed or something else opens; a bar offers colours or frequent commands.
 */
export function StyleBar({ editor, commands }: { editor: Editor; commands: readonly Command[] }) {
  /** Whether the person opened the panel where it does not open by itself. */
  const asked = useSignal(false);
  const isWide = useMedia(WIDE).value;
  const id = useId();
  const sheet = useRef<HTMLElement>(null);
  const isSelected = editor.selection.ids.value.size > 0;
  const tool = editor.tool.value;
  const isDrawing = !isSelected && draws(tool) && Object.keys(editor.styling.styled.value.values).length > 0;
  const isOffered = isWide && (isSelected || isDrawing);
  const isOpen = isOffered ? editor.showsStyles.value : asked.value;
  const show = (isShown: boolean) => void ((isOffered ? editor.showsStyles : asked).value = isShown);
  useEffect(() => void (asked.value = false), [isOffered, isSelected]);
  const isSelecting = tool === "select";
  // Loads the panel before the first selection opens it: with the tool, or with the first key of Ctrl+A.
  useEffect(() => {
    if (!isWide) return;
    const load = () => void PANEL.load().catch(() => {});
    if (isSelecting) return load();
    const loadAtModifier = ({ key }: KeyboardEvent) => (key === "Control" || key === "Meta") && load();
    addEventListener("keydown", loadAtModifier);
    return () => removeEventListener("keydown", loadAtModifier);
  }, [isWide, isSelecting]);
  useEffect(() => {
    if (!isOpen || isWide) return;
    const board = document.getElementById("canvas");
    const close = () => show(false);
    const closeBelow = ({ newState, target }: ToggleEvent) =>
      newState === "open" && (target as Element).matches("[popover], dialog") && close();
    board?.addEventListener("pointerdown", close);
    document.addEventListener("beforetoggle", closeBelow, true);
    return () => {
      board?.removeEventListener("pointerdown", close);
      document.removeEventListener("beforetoggle", closeBelow, true);
    };
  }, [isOpen, isWide]);
  // Escape closes a panel that the person opened, unless something else handles the key first.
  useEffect(() => {
    if (!isOpen || isOffered) return;
    const close = (event: KeyboardEvent) => {
      const isAbove = (event.target as Element).closest?.("dialog, [popover], [role=menu], .find");
      if (event.key === "Escape" && !event.defaultPrevented && !isAbove) show(false);
    };
    addEventListener("keydown", close);
    return () => removeEventListener("keydown", close);
  }, [isOpen, isOffered]);
  useEffect(() => {
    if (isOpen && !isWide && isSelected) return keepSelectionVisible(editor, sheet.current!);
  }, [isOpen, isWide, isSelected]);
  /** Closes a panel that the person opened. A panel that opened by itself stays. */
  const closeOnEscape = (event: KeyboardEvent) => {
    if (event.key === "Escape" && isOpen && !isOffered) show(false);
  };
  const isQuick = !isWide && !isOpen && !editor.writing.value;
  const isOfInk = !isSelected && findTool(tool)?.makes === undefined;
  return (
    <>
      {isQuick && isSelected && (
        <div class="panel quick-bar">
          <Later quiet part={ACTIONS} props={{ commands }} />
        </div>
      )}
      {isQuick && isDrawing && "color" in editor.styling.styled.value.values && (
        <div class="panel quick-bar quick-colors">
          <InkColors editor={editor} />
        </div>
      )}
      <button
        type="button"
        class="button style"
        aria-label={labelOf(editor)}
        aria-expanded={isOpen}
        aria-controls={id}
        data-tip={INTERFACE.style}
        onMouseDown={leaveFocus}
        onKeyDown={closeOnEscape}
        onClick={() => show(!isOpen)}
      >
        <Face editor={editor} />
      </button>
      <section
        ref={sheet}
        id={id}
        class="panel style-panel"
        aria-label={INTERFACE.style}
        hidden={!isOpen}
        onKeyDown={closeOnEscape}
        style={{ "--color": colorOf(editor) }}
      >
        {isOpen && isOfInk && <InkStyles editor={editor} />}
        {isOpen && !isOfInk && <Later part={PANEL} props={{ editor, commands, isTabbed: !isWide }} />}
      </section>
    </>
  );
}

/** Moves the view when a sheet opens over the selection or grows. @returns a function that ends it */
function keepSelectionVisible(editor: Editor, sheet: HTMLElement): () => void {
  const observer = new ResizeObserver(() => {
    const top = document.querySelector(".top")!.getBoundingClientRect().bottom;
    clearSelection(editor, { top, bottom: sheet.getBoundingClientRect().top });
  });
  observer.observe(sheet);
  return () => observer.disconnect();
}

function Face({ editor }: { editor: Editor }) {
  const { width = MIXED } = editor.styling.styled.value.values;
  return <span class={`nib nib-${width === MIXED ? "m" : sizeOf(width)}`} style={{ "--color": colorOf(editor) }} />;
}

/** The colour of the icons that show a width: that of the style, or grey. */
function colorOf({ styling, theme }: Editor): string {
  const { color = MIXED } = styling.styled.value.values;
  return color === MIXED ? hexOf("grey", theme.value) : hexOfPaint(color, theme.value);
}

function labelOf({ styling, selection }: Editor): string {
  const { color, width } = styling.styled.value.values;
  const words = [color === MIXED ? INTERFACE.mixedColors : color && colorName(color)];
  words.push(
    width === undefined ? undefined : width === MIXED ? INTERFACE.mixedWidths : INTERFACE[SIZE_NAMES[sizeOf(width)]],
  );
  const style = words.filter(Boolean).join(", ");
  // Images have neither; their panel offers other things.
  if (style === "" && selection.ids.value.size > 0) return INTERFACE.style;
  return INTERFACE.styleWith({ style: style || INTERFACE.noStyle });
}
