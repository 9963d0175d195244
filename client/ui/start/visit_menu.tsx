import { useId, useRef } from "preact/hooks";
import { Icon, type Picture } from "../controls/icon.tsx";

export interface MenuItem {
  readonly label: string;
  readonly icon: Picture;
  readonly run: () => void;
}

interface VisitMenuProps {
  readonly label: string;
  readonly items: readonly MenuItem[];
}

/** Space between the menu and the edges of the window, px. */
const MARGIN = 8;

/** The actions of a board. A native popover: Escape and a press elsewhere close it. */
export function VisitMenu({ label, items }: VisitMenuProps) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const menu = useRef<HTMLDivElement>(null);
  const show = ({ newState }: Pick<ToggleEvent, "newState">) => {
    if (newState !== "open") return;
    place(menu.current!, button.current!);
    menu.current!.querySelector("button")!.focus();
  };
  const move = (event: KeyboardEvent) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    const buttons = [...menu.current!.querySelectorAll("button")];
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    buttons[(at + by + buttons.length) % buttons.length].focus();
  };
  return (
    <>
      <button ref={button} type="button" class="button visit-more" aria-label={label} popovertarget={id}>
        <Icon name="more" />
      </button>
      <div
        ref={menu}
        id={id}
        popover="auto"
        class="panel visit-menu"
        role="group"
        aria-label={label}
        onToggle={show}
        onKeyDown={move}
      >
        {items.map(({ label, icon, run }) => (
          <button
            key={label}
            type="button"
            class="item"
            onClick={() => {
              menu.current!.hidePopover();
              run();
            }}
          >
            <Icon name={icon} />
            {label}
          </button>
        ))}
      </div>
    </>
  );
}

/** Puts the menu below the button, or above it near the end of the window. It scrolls with the page. */
function place(menu: HTMLElement, button: HTMLElement): void {
  const { right, left, top, bottom } = button.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = menu;
  const isRtl = document.documentElement.dir === "rtl";
  const x = isRtl ? left : right - width;
  const y = bottom + height + MARGIN > innerHeight && top - height > MARGIN ? top - height : bottom;
  menu.style.left = `${scrollX + Math.max(MARGIN, Math.min(x, innerWidth - width - MARGIN))}px`;
  menu.style.top = `${scrollY + y}px`;
}
