import { useSignal } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import { CONNECTION } from "../../messages/en/connection/connection.ts";
import { CopyButton } from "../controls/copy_button.tsx";
import { useThrottled } from "../page/use_throttled.ts";
import type { Direction, FrameEntry, LiveConnection } from "./connection_port.ts";
import { directionWord, frameLine, kindWord, timeOfDay } from "./connection_words.ts";
import { SearchField } from "../search/search_field.tsx";

/** Interval of the list while frames come, ms. */
const SHOW_MS = 250;

const DIRECTIONS = ["all", "sent", "received"] as const;

/** The last messages of a connection, the newest first. */
export function FrameList({ connection }: { connection: LiveConnection }) {
  const latest = useThrottled(connection.frames, SHOW_MS);
  /** The frames at which the list stopped. */
  const paused = useSignal<readonly FrameEntry[] | undefined>(undefined);
  const filter = useSignal("");
  const direction = useSignal<Direction | "all">("all");
  const all = paused.value ?? latest;
  const wanted = filter.value.trim().toLocaleLowerCase();
  const table = useRef<HTMLTableElement>(null), first = useRef<HTMLElement | undefined>(undefined);
  useLayoutEffect(() => {
    const before = first.current, now = table.current?.tBodies[0].rows[0];
    first.current = now;
    if (now && before?.isConnected) slide(table.current!, now.offsetTop - before.offsetTop);
  });
  const shown = all.filter((frame) =>
    (direction.value === "all" || frame.direction === direction.value) &&
    (wanted === "" || `${kindWord(frame.kind)} ${frame.summary}`.toLocaleLowerCase().includes(wanted))
  );
  return (
    <section class="frames" aria-label={CONNECTION.messages}>
      <div class="frames-tools">
        <SearchField
          label={CONNECTION.filter}
          value={filter.value}
          search={(words) => filter.value = words}
        />
        <select
          class="input"
          aria-label={CONNECTION.direction}
          value={direction.value}
          onChange={({ currentTarget }) => void (direction.value = currentTarget.value as Direction | "all")}
        >
          {DIRECTIONS.map((each) => <option key={each} value={each}>{CONNECTION[each]}</option>)}
        </select>
        <button
          type="button"
          class={paused.value ? "primary is-paused" : "primary"}
          onClick={() => paused.value = paused.peek() ? undefined : connection.frames.peek()}
        >
          {paused.value ? CONNECTION.resume : CONNECTION.pause}
        </button>
        <CopyButton text={() => shown.map(frameLine).join("\n")} isIconOnly />
      </div>
      {shown.length === 0
        ? <p class="note">{all.length === 0 ? CONNECTION.noMessages : CONNECTION.noneMatches}</p>
        : (
          <div class="frames-box" tabIndex={0} role="group" aria-label={CONNECTION.messages}>
            <table ref={table}>
              <thead class="unseen">
                <tr>
                  {[CONNECTION.time, CONNECTION.direction, CONNECTION.kind, CONNECTION.size, CONNECTION.content].map(
                    (title) => <th key={title} scope="col">{title}</th>,
                  )}
                </tr>
              </thead>
              <tbody>
                {shown.toReversed().map((frame) => <FrameRow key={frame.number} frame={frame} />)}
              </tbody>
            </table>
          </div>
        )}
    </section>
  );
}

function FrameRow({ frame }: { frame: FrameEntry }) {
  return (
    <tr class={`frame is-${frame.direction}`}>
      <td>{timeOfDay(frame.at)}</td>
      <td>
        <span aria-hidden="true">{frame.direction === "sent" ? "↑" : "↓"}</span>
        <span class="unseen">{directionWord(frame)}</span>
      </td>
      <td>{kindWord(frame.kind)}</td>
      <td class="frame-size">{frame.bytes}</td>
      <td dir="auto" class="frame-summary">{frame.summary}</td>
    </tr>
  );
}

/**
 * Makes rows that came above the others slide in, so that the others move and do not jump. When the list is scrolled, the
 * browser keeps what is in view where it is.
 */
function slide({ style, parentElement }: HTMLTableElement, by: number): void {
  if (by === 0 || parentElement!.scrollTop > 0) return;
  style.translate = `0 ${by}px`;
  style.transition = "none";
  // The style sheet's transition begins there.
  parentElement!.offsetTop;
  style.translate = style.transition = "";
}
