import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { CONTROLS } from "../../messages/en/controls.ts";
import { focusBoard } from "../page/page_parts.ts";
import { Icon } from "./icon.tsx";

/**
 * The title has the focus again after this, ms: screen readers hear nothing of a focus that moves while a modal dialog
 * closes, as the palette does when it runs a command.
 */
const AGAIN_MS = 200;

interface SidePanelProps {
  /** Class of the content's styles. */
  readonly class: string;
  readonly title: string;
  readonly close: () => void;
  /** Moves the focus to the title when the panel opens. */
  readonly focusesTitle?: boolean;
  readonly children: ComponentChildren;
}

/** A panel beside the board, as high as the board. Escape closes it, and the board has the focus again. */
export function SidePanel({ title, close, focusesTitle = false, children, ...props }: SidePanelProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => {
    const title = heading.current;
    if (!focusesTitle || !title) return;
    title.focus();
    const timer = setTimeout(() => {
      if (document.activeElement !== title) return;
      title.blur();
      title.focus();
    }, AGAIN_MS);
    return () => clearTimeout(timer);
  }, []);
  const leave = () => {
    close();
    focusBoard();
  };
  return (
    <section
      class={`panel side-panel ${props.class}`}
      aria-label={title}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || event.defaultPrevented) return;
        event.preventDefault();
        leave();
      }}
    >
      <header class="side-panel-head">
        <h2 ref={heading} tabIndex={-1}>{title}</h2>
        <button type="button" class="button" aria-label={CONTROLS.close} onClick={leave}>
          <Icon name="close" />
        </button>
      </header>
      {children}
    </section>
  );
}
