import { useSignal } from "@preact/signals";
import { useEffect, useId } from "preact/hooks";
import { hexOf } from "../../../board/palette.ts";
import { hexOfPaint } from "../../../board/style.ts";
import type { Command } from "../../editor/command.ts";
import type { Editor } from "../../editor/editor.ts";
import { sizeOf, type StrokeSize } from "../../editor/style/style.ts";
import { MIXED } from "../../editor/style/styling.ts";
import { leaveFocus } from "../controls/action_button.tsx";
import { Later, part } from "../controls/lazy_part.tsx";
import { useMedia, WIDE } from "../page/use_media.ts";
import { INTERFACE } from "../../messages/en/interface.ts";
import { colorName } from "../../editor/speech/describe.ts";

const SIZE_NAMES = { s: "thin", m: "medium", l: "thick", xl: "veryThick" } as const satisfies Record<
  StrokeSize,
  string
>;

/**
 * The style button and its panel. The button shows the colour and width of the selection or of the next shape. On wide
 * screens the panel opens and closes with the selection. On a phone it is a sheet that closes when the board is pressed
 * or something else opens, and frequent commands on the selection have a bar of their own.
 */
export function StyleBar({ editor, commands }: { editor: Editor; commands: readonly Command[] }) {
  /** Whether the person opened or closed the panel; undefined: it follows the selection. */
  const asked = useSignal<boolean | undefined>(undefined);
  const isWide = useMedia(WIDE).value;
  const id = useId();
  const isSelected = editor.selection.ids.value.size > 0;
  const comesItself = isWide && isSelected;
  const isOpen = asked.value ?? comesItself;
  const show = (isShown: boolean) => void (asked.value = isShown === comesItself ? undefined : isShown);
  useEffect(() => {
    if (asked.peek() === false) asked.value = undefined;
  }, [isSelected]);
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
  // Escape closes an open panel when the focus is elsewhere, unless something else handles the key first.
  useEffect(() => {
    if (!isOpen) return;
    const close = (event: KeyboardEvent) => {
      const isAbove = (event.target as Element).closest?.("dialog, [popover], [role=menu], .find");
      if (event.key === "Escape" && !event.defaultPrevented && !isAbove) show(false);
    };
    addEventListener("keydown", close);
    return () => removeEventListener("keydown", close);
  }, [isOpen]);
  /** Closes a panel that the person opened. One that opened with the selection stays. */
  const leave = (event: KeyboardEvent) => {
    if (event.key === "Escape" && isOpen && !comesItself) show(false);
  };
  const isQuick = !isWide && isSelected && !isOpen && !editor.writing.value;
  return (
    <>
      {isQuick && (
        <div class="panel quick-bar">
          <Later quiet part={ACTIONS} props={{ commands }} />
        </div>
      )}
      <button
        type="button"
        class="button style"
        aria-label={INTERFACE.styleWith({ style: wordsOf(editor) })}
        aria-expanded={isOpen}
        aria-controls={id}
        data-tip={INTERFACE.style}
        onMouseDown={leaveFocus}
        onKeyDown={leave}
        onClick={() => show(!isOpen)}
      >
        <Face editor={editor} />
      </button>
      <section id={id} class="panel style-panel" aria-label={INTERFACE.style} hidden={!isOpen} onKeyDown={leave}>
        {isOpen && <Later part={PANEL} props={{ editor, commands }} />}
      </section>
    </>
  );
}

const ACTIONS = part(() => import("./selection_bar.tsx").then(({ SelectionBar }) => SelectionBar));
const PANEL = part(() => import("./style_panel.tsx").then(({ StylePanel }) => StylePanel));

function Face({ editor }: { editor: Editor }) {
  const { color = "grey", width = MIXED } = editor.styling.styled.value.values;
  const size = width === MIXED ? "m" : sizeOf(width);
  const theme = editor.theme.value;
  const shown = color === MIXED ? hexOf("grey", theme) : hexOfPaint(color, theme);
  return <span class={`nib nib-${size}`} style={{ "--color": shown }} />;
}

function wordsOf({ styling }: Editor): string {
  const { color, width } = styling.styled.value.values;
  const words = [color === MIXED ? INTERFACE.mixedColors : color && colorName(color)];
  words.push(
    width === undefined ? undefined : width === MIXED ? INTERFACE.mixedWidths : INTERFACE[SIZE_NAMES[sizeOf(width)]],
  );
  return words.filter(Boolean).join(", ") || INTERFACE.noStyle;
}
