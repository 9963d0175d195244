import { BOARDS } from "../../messages/en/boards.ts";
import { ConfirmButton } from "../controls/confirm_button.tsx";
import { moment } from "../page/dates.ts";
import type { BoardEntry } from "./board_entry.ts";

interface BinListProps {
  readonly entries: readonly BoardEntry[];
  readonly titleOf: (entry: BoardEntry) => string;
  readonly now: number;
  readonly restore: (entry: BoardEntry) => void;
  readonly deleteNow: (entry: BoardEntry) => void;
}

/** The person's own boards in the bin. */
export function BinList({ entries, titleOf, now, restore, deleteNow }: BinListProps) {
  if (entries.length === 0) return <p class="note">{BOARDS.binEmpty}</p>;
  return (
    <>
      <p class="note">{BOARDS.binNote}</p>
      <ul class="bin-list">
        {entries.map((entry) => {
          const title = titleOf(entry);
          return (
            <li key={entry.key}>
              <p>
                <strong>{title}</strong>
                <span class="note">{BOARDS.until({ date: moment(entry.account!.binnedUntil!, now) })}</span>
              </p>
              <button
                type="button"
                class="secondary"
                aria-label={BOARDS.restoreBoard({ board: title })}
                onClick={() => restore(entry)}
              >
                {BOARDS.restore}
              </button>
              <ConfirmButton
                label={BOARDS.deleteNow}
                name={BOARDS.deleteBoard({ board: title })}
                explanation={BOARDS.deleteExplained}
                run={() => deleteNow(entry)}
              />
            </li>
          );
        })}
      </ul>
    </>
  );
}
