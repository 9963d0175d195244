import { type ReadonlySignal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";

/**
 * The value of a signal, updated at most every `ms`. The first change after a pause shows at once. A number that
 * changes in every frame cannot be read, and would cost a layout in every frame.
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
