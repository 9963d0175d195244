import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { systemClock } from "../../../board/clock.ts";
import { readName } from "../../../board/name.ts";
import { BOARDS } from "../../messages/en/boards.ts";
import { languageTag } from "../../messages/messages.ts";

/** The list is old after this, ms. */
const REFRESH_MS = 30_000;
/** More names would not fit. */
const NAMED_MAX = 3;

/** Who is on a board now. Asks while the card is in view and the page is visible. */
export function Present({ slug }: { slug: string }) {
  const line = useRef<HTMLParagraphElement>(null);
  const people = useSignal<readonly string[]>([]);
  useEffect(() => {
    let cancel = () => {}, isSeen = false, isGone = false;
    const look = async () => {
      cancel();
      if (!isSeen || document.hidden) return;
      const response = await fetch(`/api/boards/${slug}/present`).catch(() => undefined);
      const found = response?.ok ? (await response.json().catch(() => undefined))?.people : undefined;
      if (isGone) return;
      people.value = Array.isArray(found) ? found.map(readName).filter(Boolean) : [];
      cancel = systemClock.after(REFRESH_MS, () => void look());
    };
    const observer = new IntersectionObserver((entries) => {
      isSeen = entries.at(-1)!.isIntersecting;
      void look();
    });
    observer.observe(line.current!);
    const wake = () => void look();
    document.addEventListener("visibilitychange", wake);
    return () => {
      isGone = true;
      cancel();
      observer.disconnect();
      document.removeEventListener("visibilitychange", wake);
    };
  }, [slug]);
  const count = people.value.length;
  const names = new Intl.ListFormat(languageTag()).format(people.value.slice(0, NAMED_MAX));
  return (
    <p ref={line} class="note visit-present" data-somebody={count > 0}>
      {count > 0 && BOARDS.here({ count, people: count > NAMED_MAX ? `${names}, …` : names })}
    </p>
  );
}
