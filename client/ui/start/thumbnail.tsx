import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { systemClock } from "../../../board/clock.ts";
import { DARK, shownTheme } from "../page/theme.ts";
import { useMedia } from "../page/use_media.ts";
import { ThumbnailQueue } from "./thumbnail_queue.ts";

const queue = new ThumbnailQueue({ clock: systemClock });

interface ThumbnailProps {
  readonly slug: string;
  /** The board as this device shows it, when the server gives no picture. */
  readonly here: (theme: "light" | "dark") => Promise<Blob | undefined>;
}

/** A preview of the board, drawn by the server, or else from the copy on this device. Blank until it is there. */
export function Thumbnail({ slug, here }: ThumbnailProps) {
  const frame = useRef<HTMLSpanElement>(null);
  const picture = useSignal<string | undefined>(undefined);
  // Asks for another picture when the theme changes.
  const isDark = useMedia(DARK).value;
  useEffect(() => {
    const ended = new AbortController();
    const load = async () => {
      const theme = shownTheme();
      const address = `/api/boards/${slug}/board.svg?theme=${theme}&thumbnail=true`;
      const blob = await queue.load(address, ended.signal) ?? (ended.signal.aborted ? undefined : await here(theme));
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
      // A picture that is shown stays until the next one.
      if (picture.peek()) URL.revokeObjectURL(picture.peek()!);
    };
  }, [slug, isDark]);
  return (
    <span ref={frame} class="thumbnail">{picture.value && <img src={picture.value} alt="" decoding="async" />}</span>
  );
}
