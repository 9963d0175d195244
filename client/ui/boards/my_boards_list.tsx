import { BoardSearch } from "../start/board_search.tsx";
import { type Signal, useSignal } from "@preact/signals";
import { useEffect, useLayoutEffect, useMemo, useRef } from "preact/hooks";
import type { Role } from "../../../board/role.ts";
import { BOARDS } from "../../messages/en/boards.ts";
import { START } from "../../messages/en/start.ts";
import { languageTag } from "../../messages/messages.ts";
import type { Account } from "../account/account_api.ts";
import { Icon } from "../controls/icon.tsx";
import { focusLater } from "../controls/focus/focus_later.ts";
import { useKeptFocus } from "../controls/focus/kept_focus.ts";
import { addressOf, type Visit } from "../links/visits.ts";
import { ago } from "../page/ago.ts";
import { browserMemory, keep, recall } from "../page/browser_storage.ts";
import type { BoardDesk } from "../start/board_desk.ts";
import { listedBoards } from "../start/board_list.ts";
import { roleWord, VisitCard } from "../start/visit_card.tsx";
import { BinList } from "./bin_list.tsx";
import { type BoardEntry, foldersOf, type Order, ORDERS, sorted } from "./board_entry.ts";
import { LIST_ICONS } from "./list_icons.ts";
import { FolderForm } from "./folder_form.tsx";
import { MyBoards } from "./my_boards.ts";
import { Present } from "./present.tsx";
import { NoticeRegion, ProblemRegion, useSpokenWords } from "../controls/live_region.tsx";

interface MyBoardsListProps {
  readonly account: Account;
  readonly visits: Signal<readonly Visit[]>;
  readonly desk: BoardDesk;
  readonly forgotten: (slugs: readonly string[]) => void;
  readonly now: () => number;
}

const ORDER_KEY = "drawbridge.order";
/** What is shown besides one folder. No folder has these names: a name is never empty, nor has it a control character. */
const [ALL, BIN] = ["", "\u0000"];

/** The boards of a person who is signed in: those of this browser and of the account, each once. */
export function MyBoardsList({ account, visits, desk, forgotten, now }: MyBoardsListProps) {
  const boards = useMemo(() => new MyBoards({ account: account.id, visits, desk, forgotten, now }), [account.id]);
  useEffect(() => {
    const finish = () => void boards.finishLeaving();
    void boards.load();
    addEventListener("pagehide", finish);
    return () => {
      removeEventListener("pagehide", finish);
      finish();
    };
  }, [boards]);
  const query = useSignal(""), shown = useSignal(ALL), filed = useSignal<string | undefined>(undefined);
  const order = useSignal<Order>(readOrder());
  const section = useRef<HTMLElement>(null);
  useKeptFocus(section);
  const language = languageTag(), at = now();
  const titleOf = (visit: Visit) => boards.titleOf(visit);
  const all = boards.entries.value.filter(({ account }) => account?.binnedUntil === undefined);
  const binned = boards.entries.value.filter(({ account }) =>
    account?.binnedUntil !== undefined && account.role === "owner"
  );
  const folders = foldersOf(all, language);
  const isKnown = shown.value === ALL || shown.value === BIN || folders.includes(shown.value);
  const place = isKnown ? shown.value : ALL;
  const inPlace = place === ALL ? all : all.filter(({ account }) => account?.folder === place);
  const found = new Set(listedBoards(inPlace.map(({ visit }) => visit), query.value, at));
  const listed = sorted(inPlace.filter(({ visit }) => found.has(visit)), order.value, { titleOf, language });
  return (
    <section
      ref={section}
      class="visits my-boards"
      aria-labelledby="visits"
      aria-busy={boards.state.value === "loading"}
    >
      <div class="visits-head">
        <h2 id="visits">{BOARDS.mine}</h2>
        <div class="my-boards-tools">
          <BoardSearch query={query} />
          <select
            class="input"
            aria-label={BOARDS.show}
            value={place}
            onChange={({ currentTarget }) => shown.value = currentTarget.value}
          >
            <option value={ALL}>{BOARDS.all}</option>
            {folders.map((name) => <option key={name} value={name}>{name}</option>)}
            <option value={BIN}>{BOARDS.bin}</option>
          </select>
          <select
            class="input"
            aria-label={BOARDS.order}
            value={order.value}
            onChange={({ currentTarget }) => {
              order.value = currentTarget.value as Order;
              keep(browserMemory(), ORDER_KEY, order.value);
            }}
          >
            {ORDERS.map((each) => <option key={each} value={each}>{BOARDS[each]}</option>)}
          </select>
        </div>
      </div>
      <NoticeLine boards={boards} />
      {account.changes && account.changes.length > 0 && (
        <p class="note">
          {BOARDS.waysChanged} <a href="/account">{BOARDS.look}</a>
        </p>
      )}
      <p class="problem" aria-live="assertive" aria-atomic>
        {boards.state.value === "failed" && (
          <>
            {BOARDS.notJoined}{" "}
            <button type="button" class="secondary" onClick={() => void boards.load()}>{BOARDS.tryAgain}</button>
          </>
        )}
      </p>
      <p class="note" aria-live="polite" aria-atomic>
        {place !== BIN && inPlace.length > 0 && listed.length === 0 && START.noneFound({ query: query.value.trim() })}
      </p>
      {place === BIN
        ? (
          <BinList
            entries={binned}
            titleOf={({ visit }) => titleOf(visit)}
            now={at}
            restore={(entry) => void boards.restore(entry)}
            deleteNow={(entry) => void boards.deleteNow(entry)}
          />
        )
        : (
          <>
            {all.length === 0 && boards.state.value !== "loading" && <p class="note">{BOARDS.none}</p>}
            <ul class="visit-grid">
              {listed.map((entry) => (
                <BoardCard
                  key={entry.visit.slug}
                  {...{ boards, entry, folders, filed }}
                  picture={desk.picture}
                  now={at}
                />
              ))}
            </ul>
          </>
        )}
    </section>
  );
}

interface BoardCardProps {
  readonly boards: MyBoards;
  readonly picture: BoardDesk["picture"];
  readonly entry: BoardEntry;
  readonly folders: readonly string[];
  /** The board that is being put into a folder. */
  readonly filed: Signal<string | undefined>;
  readonly now: number;
}

function BoardCard({ boards, picture, entry, folders, filed, now }: BoardCardProps) {
  const { visit, account, key } = entry;
  const isOwner = visit.role === "owner";
  const problem = useSpokenWords();
  return (
    <VisitCard
      visit={visit}
      now={now}
      href={`/b/${addressOf(visit)}`}
      note={[wordOf(visit.role), account?.folder, lastWords(entry, now)].filter(Boolean).join(" · ")}
      rename={(title) => boards.rename(entry, title)}
      duplicate={() => boards.duplicate(entry, { withTalk: false })}
      picture={picture}
      pin={() => void boards.pin(entry)}
      remove={() => void (isOwner ? boards.moveToBin(entry) : boards.leave(entry))}
      more={[
        {
          label: BOARDS.withTalk,
          icon: LIST_ICONS.talk,
          run: async () => void (problem.value = await boards.duplicate(entry, { withTalk: true })),
        },
        ...(account ? [{ label: BOARDS.toFolder, icon: LIST_ICONS.folder, run: () => void (filed.value = key) }] : []),
      ]}
      ending={isOwner
        ? { label: BOARDS.toBin, icon: LIST_ICONS.bin, question: BOARDS.toBinQuestion }
        : { label: BOARDS.leave, icon: LIST_ICONS.leave, question: BOARDS.leaveQuestion }}
    >
      <Present slug={visit.key ?? visit.slug} />
      {filed.value === key && (
        <FolderForm
          folder={account?.folder ?? ""}
          folders={folders}
          save={(folder) => {
            filed.value = undefined;
            void boards.putInFolder(entry, folder);
          }}
          close={() => filed.value = undefined}
        />
      )}
      <ProblemRegion words={problem} />
    </VisitCard>
  );
}

/** Always rendered: screen readers do not announce a status that appears together with its text. */
function NoticeLine({ boards }: { boards: MyBoards }) {
  const { notice } = boards;
  const line = useRef<HTMLDivElement>(null), undo = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => {
    if (undo.current) return focusLater(() => undo.current, line.current!);
  }, [notice.value]);
  const now = notice.value, words = useSpokenWords();
  useLayoutEffect(() => void (words.value = now?.text), [now]);
  return (
    <div ref={line} class="visits-notice" tabIndex={-1}>
      <NoticeRegion class="" words={words} />
      {now?.undo && <button ref={undo} type="button" class="secondary" onClick={now.undo}>{BOARDS.undo}</button>}
      {now && (
        <button
          type="button"
          class="button"
          aria-label={START.close}
          onClick={() => {
            notice.value = undefined;
            void boards.finishLeaving();
          }}
        >
          <Icon name="close" />
        </button>
      )}
    </div>
  );
}

function wordOf(role: Role | undefined): string | undefined {
  return role === "commenter" ? BOARDS.canComment : roleWord(role);
}

function lastWords({ visit, account }: BoardEntry, now: number): string {
  const changed = account?.changed;
  if (changed === undefined) return START.opened({ ago: ago(visit.at, now) });
  const words = ago(changed.at, now);
  if (changed.by.length === 0) return BOARDS.changedAt({ ago: words });
  return BOARDS.changedBy({ ago: words, people: new Intl.ListFormat(languageTag()).format(changed.by.slice(0, 3)) });
}

function readOrder(): Order {
  const kept = recall(browserMemory(), ORDER_KEY);
  return ORDERS.find((order) => order === kept) ?? "opened";
}
