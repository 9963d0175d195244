import type { ExportWork } from "../editor/outlet.ts";

/** The page stays responsive between slices of this length, ms. */
const SLICE_MS = 12;

interface SliceOptions<T> extends ExportWork {
  /** Number of items, for the progress. */
  readonly count: number;
  readonly act: (item: T) => void;
  readonly now?: () => number;
}

/**
 * Acts on each item, in slices between which the page handles events.
 *
 * @throws the reason of the signal once it is aborted
 */
export async function inSlices<T>(
  items: Iterable<T>,
  { count, act, signal, progress, now = () => performance.now() }: SliceOptions<T>,
): Promise<void> {
  signal?.throwIfAborted();
  let end = now() + SLICE_MS, done = 0;
  for (const item of items) {
    act(item);
    done++;
    if (now() < end) continue;
    progress?.(Math.min(1, done / count));
    await new Promise((resolve) => setTimeout(resolve));
    signal?.throwIfAborted();
    end = now() + SLICE_MS;
  }
}
