import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { systemClock } from "../../../board/clock.ts";
import { shownTheme } from "../page/theme.ts";
import { ThumbnailQueue } from "./thumbnail_queue.ts";

const queue = new ThumbnailQueue({ clock: systemClock });

/** A preview of the board, rendered by the server. Blank until it is loaded, and after a failure. */
export function Thumbnail({ slug }: { slug: string }) {
  const frame = useRef<HTMLSpanElement>(null);
  const picture = useSignal<string | undefined>(undefined);
  useEffect(() => {
    const ended = new AbortController();
    const load = async () => {
      const blob = await queue.load(`/api/boards/${slug}/board.svg?theme=${shownTheme()}&thumbnail=true`, ended.signal);
      if (blob && !ended.signal.aborted) picture.value = URL.createObjectURL(blob);
    };
    const observer = new IntersectionObserver((entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      observer.disconnect();
      void load();
    }, { rootMargin: "200px" });
    observer.observe(frame.current!);
    return () => {
      observer.disconnect();
      ended.abort();
      if (picture.peek()) URL.revokeObjectURL(picture.peek()!);
    };
  }, [slug]);
  return (
    <span ref={frame} class="thumbnail">{picture.value && <img src={picture.value} alt="" decoding="async" />}</span>
  );
}
