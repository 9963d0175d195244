import type { ComponentChildren } from "preact";
import { useId, useLayoutEffect, useRef } from "preact/hooks";
import { Icon } from "./icon.tsx";
import { focusBoard } from "./page_parts.ts";

const BUTTON = "button";

interface DialogProps {
  readonly title: string;
  readonly close: () => void;
  /** Another class for the style sheet. */
  readonly look?: string;
  /** Is told what is typed while the title has the focus. */
  readonly letter?: (letter: string) => void;
  readonly children: ComponentChildren;
}

/**
 * A modal dialog: the browser's own, which keeps the focus inside, closes on Escape and gives the focus back. Its title
 * has the focus first unless something else asks for it with `autofocus`: on the button that closes it a blank would be
 * a press. `close` is called when it closes.
 */
export function Dialog({ title, close, look = "", letter, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const id = useId();
  useLayoutEffect(() => {
    const element = dialog.current!;
    // The browser gives the focus back. After a press that is a button nobody looks at: its tooltip would show, and the
    // next Escape would be about it.
    const isByKey = document.activeElement?.matches(":focus-visible") ?? false;
    heading.current!.autofocus = element.querySelector("[autofocus]") === null;
    if (!element.open) element.showModal();
    // Closing is told of later, when the next key may have been pressed; Escape is told of at once.
    const events = ["cancel", "close"];
    for (const event of events) element.addEventListener(event, close);
    return () => {
      // The event comes when the same dialog may be open again.
      for (const event of events) element.removeEventListener(event, close);
      element.close();
      if (!isByKey && document.activeElement?.matches(BUTTON)) focusBoard();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      class={`dialog panel ${look}`}
      aria-labelledby={id}
      onClick={(event) => event.target === dialog.current && dialog.current?.close()}
      onKeyDown={(event) => event.target === heading.current && isLetter(event) && letter?.(event.key)}
    >
      <div class="dialog-body">
        <header class="dialog-head">
          <h2 ref={heading} id={id} tabIndex={-1}>{title}</h2>
          <button type="button" class="button" aria-label="Close" onClick={() => dialog.current?.close()}>
            <Icon name="close" />
          </button>
        </header>
        {children}
      </div>
    </dialog>
  );
}

function isLetter({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  return [...key].length === 1 && !ctrlKey && !metaKey && !altKey;
}
