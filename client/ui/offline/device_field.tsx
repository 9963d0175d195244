import { useSignal } from "@preact/signals";
import { useEffect, useId, useLayoutEffect, useRef } from "preact/hooks";
import type { DeviceBoard, DeviceBoards } from "../../editor/device_boards.ts";
import type { Editor } from "../../editor/editor.ts";
import { OFFLINE } from "../../messages/en/offline.ts";
import { focusInside } from "../controls/focus/focus_inside.ts";
import { FieldGroup } from "../dialog/option_fields.tsx";
import { sizeWords } from "./size_words.ts";

/** What boards take on this device, with a way to free it. Absent where the page keeps nothing. */
export function DeviceField({ editor }: { readonly editor: Editor }) {
  return editor.deviceBoards ? <Copies load={editor.deviceBoards} /> : null;
}

function Copies({ load }: { readonly load: () => Promise<DeviceBoards> }) {
  const list = useSignal<readonly DeviceBoard[] | undefined>(undefined);
  const used = useSignal<number | undefined>(undefined);
  const asked = useSignal<DeviceBoard | undefined>(undefined);
  const look = async () => {
    const boards = await load();
    [list.value, used.value] = await Promise.all([boards.list(), boards.used()]);
  };
  useEffect(() => void look().catch(() => {}), [load]); // without a network the code may be missing
  const rows = useRef<HTMLUListElement>(null);
  /** The button that had the focus is gone. Its place is near one that removes a copy. */
  const refocus = (at: number) => {
    const buttons = rows.current?.querySelectorAll<HTMLElement>(".device-remove") ?? [];
    (buttons[Math.min(at, buttons.length - 1)] ?? rows.current)?.focus();
  };
  const placeOf = (board: DeviceBoard) => list.peek()?.filter(({ isOpen }) => !isOpen).indexOf(board) ?? 0;
  const keep = (board: DeviceBoard) => {
    asked.value = undefined;
    refocus(placeOf(board));
  };
  const remove = async (board: DeviceBoard) => {
    const at = placeOf(board);
    keep(board);
    await (await load()).remove(board);
    await look();
    requestAnimationFrame(() => refocus(at));
  };
  return (
    <FieldGroup title={OFFLINE.device}>
      <div class="device">
        {used.value !== undefined && <p class="note">{OFFLINE.used({ size: sizeWords(used.value) })}</p>}
        {list.value?.length === 0 && <p class="note">{OFFLINE.noCopies}</p>}
        <ul ref={rows} tabIndex={-1}>
          {list.value?.map((board) => (
            <li key={board.slugs[0]} class="device-board">
              <Row board={board} ask={() => asked.value = board} />
              {asked.value === board && (
                <Question
                  board={board}
                  confirm={() => void remove(board)}
                  close={() => keep(board)}
                />
              )}
            </li>
          ))}
        </ul>
      </div>
    </FieldGroup>
  );
}

function Row({ board, ask }: { readonly board: DeviceBoard; readonly ask: () => void }) {
  const { bytes, unsaved, isOpen } = board, title = titleOf(board);
  return (
    <>
      <span class="device-title" dir="auto">{title}</span>
      <span class="note">
        {[sizeWords(bytes), unsaved > 0 && OFFLINE.unsaved({ count: unsaved })].filter(Boolean).join(" · ")}
      </span>
      {isOpen
        ? <span class="note">{OFFLINE.open}</span>
        : (
          <button type="button" class="device-remove" aria-label={OFFLINE.removeCopy({ board: title })} onClick={ask}>
            {OFFLINE.remove}
          </button>
        )}
    </>
  );
}

interface QuestionProps {
  readonly board: DeviceBoard;
  readonly confirm: () => void;
  readonly close: () => void;
}

function Question({ board: { unsaved }, confirm, close }: QuestionProps) {
  const group = useRef<HTMLDivElement>(null), keep = useRef<HTMLButtonElement>(null);
  const id = useId();
  useLayoutEffect(() => focusInside(() => keep.current, group.current!), []);
  return (
    <div ref={group} class="device-question" role="group" tabIndex={-1} aria-labelledby={id}>
      <p id={id}>{unsaved > 0 ? OFFLINE.losesUnsaved({ count: unsaved }) : OFFLINE.losesCopy}</p>
      <button type="button" class="danger" onClick={confirm}>{OFFLINE.remove}</button>
      <button ref={keep} type="button" class="secondary" onClick={close}>{OFFLINE.keep}</button>
    </div>
  );
}

function titleOf({ title }: DeviceBoard): string {
  return title ?? OFFLINE.unlisted;
}
