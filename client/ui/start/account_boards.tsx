import { type ReadonlySignal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { ACCOUNT } from "../../messages/en/account/account.ts";
import { START } from "../../messages/en/start.ts";
import { ask } from "../account/account_api.ts";
import type { Visit } from "../links/visits.ts";
import { ago } from "../page/ago.ts";
import { type AccountBoard, joinBoards, openBoard } from "./joined_boards.ts";

interface AccountBoardsProps {
  readonly visits: ReadonlySignal<readonly Visit[]>;
  readonly open: (slug: string) => void;
  /** Called when a board of this browser's list was found to be gone. */
  readonly changed: () => void;
  /** Ms since 1970. */
  readonly now: () => number;
}

/** The boards of the account that this browser's list lacks. Nothing is shown twice. */
export function AccountBoards({ visits, open, changed, now }: AccountBoardsProps) {
  const others = useSignal<readonly AccountBoard[]>([]);
  const problem = useSignal("");
  // Again when a board is removed from the browser's list: then it appears here.
  const slugs = visits.value.map(({ slug }) => slug).join();
  useEffect(() => {
    let isCurrent = true;
    void joinBoards(visits.peek()).then((joined) => {
      if (!isCurrent || joined === undefined) return;
      others.value = joined.others;
      if (joined.hasForgotten) changed();
    });
    return () => void (isCurrent = false);
  }, [slugs]);
  if (others.value.length === 0) return null;
  const enter = async (board: string) => {
    problem.value = "";
    const slug = await openBoard(board);
    if (slug === undefined) problem.value = ACCOUNT.notNow;
    else open(slug);
  };
  const remove = async (board: string) => {
    const response = await ask(`/boards/${encodeURIComponent(board)}`, "DELETE");
    if (response?.ok) others.value = others.value.filter((each) => each.board !== board);
    else problem.value = ACCOUNT.notNow;
  };
  return (
    <section class="visits account-boards" aria-labelledby="account-boards">
      <h2 id="account-boards">{ACCOUNT.otherBoards}</h2>
      <p class="problem" role="alert">{problem.value}</p>
      <ul>
        {others.value.map(({ board, title, role, at }) => (
          <li key={board}>
            <button type="button" class="item" onClick={() => enter(board)}>
              <strong>{title || ACCOUNT.untitled}</strong>
              <span class="note">
                {[role === "owner" ? START.owner : "", START.opened({ ago: ago(at, now()) })].filter(Boolean).join(
                  " · ",
                )}
              </span>
            </button>
            <button
              type="button"
              class="secondary"
              aria-label={ACCOUNT.removeBoard({ board: title || ACCOUNT.untitled })}
              onClick={() => remove(board)}
            >
              {ACCOUNT.remove}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
