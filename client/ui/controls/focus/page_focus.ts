import type { RefObject } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { afterFrame } from "../../view/after_frame.ts";
import { isFocusLost } from "./focus_later.ts";

/** Gives the focus to an element of a page that has replaced another one, which had it. */
export function usePageFocus<E extends HTMLElement>(): RefObject<E | null> {
  const element = useRef<E>(null);
  useEffect(() => afterFrame(() => isFocusLost() && element.current?.focus()), []);
  return element;
}
