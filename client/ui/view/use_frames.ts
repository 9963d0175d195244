import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { afterFrame } from "./after_frame.ts";

/**
 * Counts the frames that have come to the screen, up to `last`. What is seen first is rendered in the first one, and
 * what is rendered in later ones does not delay it.
 */
export function useFrames(last: number): number {
  const frames = useSignal(0);
  useEffect(() => frames.value < last ? afterFrame(() => void frames.value++) : undefined, [frames.value]);
  return frames.value;
}
