import { type ReadonlySignal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";

/**
 * What a signal says, at once when it was quiet, else `ms` after the last change that was shown: who shows a number that
 * changes in each frame pays a layout in each, and nobody can read it.
 */
export function useThrottled<T>(signal: ReadonlySignal<T>, ms: number): T {
  const shown = useSignal(signal.peek());
  useEffect(() => {
    let pause: ReturnType<typeof setTimeout> | undefined;
    const show = () => {
      if (pause !== undefined || shown.peek() === signal.peek()) return;
      shown.value = signal.peek();
      pause = setTimeout(() => {
        pause = undefined;
        show();
      }, ms);
    };
    const end = signal.subscribe(show);
    return () => {
      end();
      clearTimeout(pause);
    };
  }, [signal, ms]);
  return shown.value;
}
