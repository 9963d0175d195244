import type { ComponentChildren } from "preact";
import { useId, useLayoutEffect, useRef } from "preact/hooks";
import { focusLater } from "../controls/focus/focus_later.ts";
import { Icon } from "../controls/icon.tsx";
import { focusBoard } from "../page/page_parts.ts";
import { CONTROLS } from "../../messages/en/controls.ts";

interface DialogProps {
  readonly title: string;
  readonly close: () => void;
  /** An additional CSS class. */
  readonly look?: string;
  /** Called with each character typed while the title has the focus. */
  readonly letter?: (letter: string) => void;
  readonly children: ComponentChildren;
}

/**
 * A modal `<dialog>`: the browser keeps the focus inside, closes it on Escape and restores the focus. The focus starts
 * on the title unless an element has `autofocus`; on the close button, a space would close the dialog.
 *
 * `close` is called when it closes.
 */
export function Dialog({ title, close, look = "", letter, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const body = useRef<HTMLDivElement>(null), heading = useRef<HTMLHeadingElement>(null);
  const id = useId();
  useLayoutEffect(() => {
    const element = dialog.current!;
    // The browser restores the focus. After a pointer press that is a button: its tooltip would show, and it would
    // receive the next Escape. So the focus goes to the board instead.
    const before = document.activeElement!;
    const isByKey = before.matches(":focus-visible");
    const startsAtTitle = element.querySelector("[autofocus]") === null;
    body.current!.autofocus = startsAtTitle;
    const opener = isByKey ? null : before.closest("button");
    if (!element.open) element.showModal();
    if (opener) growFrom(element, opener);
    const stopTitle = startsAtTitle ? focusLater(() => heading.current, body.current!) : undefined;
    // "close" fires in a later task, possibly after the next key. "cancel" (Escape) fires at once.
    const events = ["cancel", "close"];
    for (const event of events) element.addEventListener(event, close);
    return () => {
      stopTitle?.();
      // The event may fire when the same dialog is open again.
      for (const event of events) element.removeEventListener(event, close);
      element.close();
      const { activeElement } = document;
      // The opener was in a panel that has closed, as the list of people.
      const isLost = activeElement === document.body || element.contains(activeElement);
      if (isLost || !isByKey && activeElement === before) focusBoard();
    };
  }, []);
  const isAtTitle = (target: EventTarget | null) => target === heading.current || target === body.current;
  return (
    <dialog
      ref={dialog}
      class={`dialog panel ${look}`}
      aria-labelledby={id}
      onClick={(event) => event.target === dialog.current && dialog.current?.close()}
      onKeyDown={(event) => isAtTitle(event.target) && isLetter(event) && letter?.(event.key)}
    >
      {/* Not in the tab order, which Firefox gives to whatever scrolls: nothing would be heard there. */}
      <div ref={body} class="dialog-body" tabIndex={-1}>
        <header class="dialog-head">
          <h2 ref={heading} id={id} tabIndex={-1}>{title}</h2>
          <button type="button" class="button" aria-label={CONTROLS.close} onClick={() => dialog.current?.close()}>
            <Icon name="close" />
          </button>
        </header>
        {children}
      </div>
    </dialog>
  );
}

/** Makes an open dialog grow from the middle of the button that opened it. */
function growFrom(dialog: HTMLElement, opener: HTMLElement): void {
  const { offsetLeft, offsetTop } = dialog, { left, top, width, height } = opener.getBoundingClientRect();
  dialog.style.transformOrigin = `${left + width / 2 - offsetLeft}px ${top + height / 2 - offsetTop}px`;
}

function isLetter({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  return [...key].length === 1 && !ctrlKey && !metaKey && !altKey;
}
