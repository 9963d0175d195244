import { useSignal } from "@preact/signals";
import { useEffect, useLayoutEffect, useMemo, useRef } from "preact/hooks";
import type { Command } from "../../editor/command.ts";
import type { Editor } from "../../editor/editor.ts";
import type { Menu } from "../../editor/selection/menu.ts";
import { isMac } from "../../editor/platform.ts";
import { Keys } from "../controls/key_caps.tsx";
import { focusBoard } from "../page/page_parts.ts";
import { type BoardOnPage, listedCommands } from "../search/listed_commands.ts";
import { INTERFACE } from "../../messages/en/interface.ts";
import { MENU } from "../../messages/en/menu.ts";
import { PAGE } from "../../messages/en/page.ts";

/** Command ids of the menu for a selection and for the empty board. Commands that are not available are left out. */
const FOR_SHAPES: readonly (readonly string[])[] = [
  ["cut", "copy", "paste", "duplicate", "style.copy", "style.paste", "delete"],
  ["order.front", "order.back"],
  ["group", "ungroup", "flip.across", "flip.down", "lock", "unlock"],
  ["image.crop", "image.uncrop", "image.replace"],
  ["text.edit", "comment.here", "link.shape", "export"],
];
/** The menu that takes the place of the one for shapes. */
const FOR_SEVERAL: readonly (readonly string[])[] = [
  ["align.left", "align.center", "align.right"],
  ["align.top", "align.middle", "align.bottom"],
  ["distribute.across", "distribute.down"],
];
const FOR_BOARD: readonly (readonly string[])[] = [
  ["paste", "image.add", "select.all"],
  ["zoom.fit", "zoom.reset", "find"],
  ["grid", "minimap", "zen"],
  ["comment.here", "link.here", "export", "palette"],
];

/** A placeholder for the last rendering, when the menu is closed already. */
const NOWHERE: Menu = { at: { x: 0, y: 0 }, place: undefined };

/** Distance from the edges of the window, CSS pixels. */
const MARGIN = 8;

interface ContextMenuProps {
  readonly editor: Editor;
  readonly commands: readonly Command[];
  /** Absent in a frame of another site, whose menu has no commands of pages. */
  readonly page?: BoardOnPage;
}

/** The context menu, opened by the right button, a long press or the menu key. */
export function ContextMenu({ editor, commands: given, page }: ContextMenuProps) {
  const commands = useMemo(() => page ? [...given, ...listedCommands(page)] : given, [given, page]);
  const menu = useRef<HTMLDivElement>(null);
  const close = () => {
    editor.menu.value = undefined;
    focusBoard();
  };
  const { at: { x, y }, place } = editor.menu.value ?? NOWHERE;
  useLayoutEffect(() => {
    const element = menu.current!;
    if (!element.matches(":popover-open")) element.showPopover();
    placeMenu(element, { x, y });
    element.focus({ preventScroll: true });
    // A person may choose a larger text while it is open.
    const observer = new ResizeObserver(() => placeMenu(element, { x, y }));
    observer.observe(element);
    return () => observer.disconnect();
  }, [x, y]);
  useEffect(() => {
    // The browser's light dismiss would close the menu when the finger of the long press is lifted.
    const closeOutside = (event: Event) => menu.current?.contains(event.target as Node) || close();
    addEventListener("pointerdown", closeOutside, true);
    return () => removeEventListener("pointerdown", closeOutside, true);
  }, []);
  const isOnShapes = editor.selection.ids.value.size > 0;
  const isAligning = useSignal(false);
  const turned = useRef(false);
  const turn = (aligns: boolean) => {
    turned.current = true;
    isAligning.value = aligns;
  };
  useLayoutEffect(() => {
    // The items of the other menu are there now.
    if (turned.current) {
      menu.current!.querySelector<HTMLElement>(`[${isAligning.value ? "data-back" : "aria-haspopup"}]`)?.focus();
    }
  }, [isAligning.value]);
  const available = (sections: readonly (readonly string[])[]) =>
    sections
      .map((ids) => ids.flatMap((id) => commands.find((command) => command.id === id) ?? []))
      .map((section) => section.filter(({ applies }) => applies?.() ?? true))
      .filter((section) => section.length > 0);
  const several = isOnShapes ? available(FOR_SEVERAL) : [];
  const sections = isAligning.value ? several : available(isOnShapes ? FOR_SHAPES : FOR_BOARD);
  return (
    <div
      ref={menu}
      popover="manual"
      class="panel popover menu"
      role="menu"
      // A menu that scrolls must be reachable by keyboard, says axe.
      tabIndex={0}
      aria-label={isAligning.value ? MENU.align : isOnShapes ? INTERFACE.selection : PAGE.board}
      onKeyDown={(event) => moveThrough(event, { close, leave: isAligning.value ? () => turn(false) : close })}
      onContextMenu={(event) => event.preventDefault()}
    >
      {isAligning.value && (
        <div class="menu-section" role="group">
          <button type="button" class="item" role="menuitem" tabIndex={-1} data-back onClick={() => turn(false)}>
            {MENU.back}
          </button>
        </div>
      )}
      {sections.map((section, i) => (
        <div key={i} class="menu-section" role="group">
          {section.map((command) => (
            <button
              key={command.id}
              type="button"
              class="item"
              role="menuitem"
              tabIndex={-1}
              onClick={() => {
                // Close first, as the command may move the focus into a field.
                close();
                command.run(place);
              }}
            >
              {command.label}
              {command.keys.length > 0 && <Keys keys={command.keys[0]} mac={isMac()} />}
            </button>
          ))}
        </div>
      ))}
      {!isAligning.value && several.length > 0 && (
        <div class="menu-section" role="group">
          <button
            type="button"
            class="item"
            role="menuitem"
            tabIndex={-1}
            aria-haspopup="menu"
            onClick={() => turn(true)}
          >
            {`${MENU.align}…`}
          </button>
        </div>
      )}
    </div>
  );
}

/** Moves the menu to a place, or as close to it as it fits the window. */
function placeMenu(menu: HTMLElement, { x, y }: Menu["at"]): void {
  const { offsetWidth, offsetHeight, style } = menu;
  const left = Math.max(MARGIN, Math.min(x, innerWidth - offsetWidth - MARGIN));
  const top = Math.max(MARGIN, Math.min(y, innerHeight - offsetHeight - MARGIN));
  style.left = `${left}px`;
  style.top = `${top}px`;
  style.transformOrigin = `${x - left}px ${y - top}px`;
}

/** Up, Down, Home and End move between the items. Tab closes the menu, Escape leaves the inner one. */
function moveThrough(event: KeyboardEvent, { close, leave }: { close: () => void; leave: () => void }): void {
  const menu = event.currentTarget as HTMLElement;
  const items = [...menu.querySelectorAll<HTMLElement>("[role=menuitem]")];
  const at = items.indexOf(document.activeElement as HTMLElement);
  switch (event.key) {
    case "ArrowDown":
      items[(at + 1) % items.length]?.focus();
      break;
    case "ArrowUp":
      items.at(Math.max(at, 0) - 1)?.focus();
      break;
    case "Home":
      items[0]?.focus();
      break;
    case "End":
      items.at(-1)?.focus();
      break;
    case "Tab":
      close();
      break;
    case "Escape":
      leave();
      break;
    default:
      return;
  }
  event.preventDefault();
}
