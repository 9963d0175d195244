import { useId } from "preact/hooks";
import { ACCOUNT } from "../../messages/en/account/account.ts";
import { ago } from "../page/ago.ts";
import type { WayChange } from "./account_api.ts";
import type { AccountDesk } from "./account_desk.ts";

/** How another browser changed the ways to sign in, until the person has read it. */
export function ChangesSection({ desk, changes }: { desk: AccountDesk; changes: readonly WayChange[] }) {
  const id = useId();
  if (changes.length === 0) return null;
  const now = Date.now();
  return (
    <section>
      <h2>{ACCOUNT.changes}</h2>
      <ul id={id} class="account-list">
        {changes.map(({ kind, at }) => (
          <li key={`${at} ${kind}`}>{ACCOUNT.changedAgo({ change: ACCOUNT[kind], ago: ago(at, now) })}</li>
        ))}
      </ul>
      <p class="note">{ACCOUNT.changesNote}</p>
      <button type="button" class="secondary" aria-describedby={id} onClick={() => void desk.noteChanges()}>
        {ACCOUNT.iKnow}
      </button>
    </section>
  );
}
