import { ACCOUNT } from "../../messages/en/account/account.ts";
import { ago } from "../page/ago.ts";
import type { AccountDesk } from "./account_desk.ts";
import { deviceWords } from "./device_words.ts";

/** The browsers that are signed in. */
export function SessionsSection({ desk }: { desk: AccountDesk }) {
  return (
    <section>
      <h2>{ACCOUNT.sessions}</h2>
      <ul class="account-list">
        {desk.sessions.value.map(({ id, device, seen, isThis }) => (
          <li key={id}>
            <div class="account-item">
              <strong>{deviceWords(device)}</strong>
              <span class="note">{isThis ? ACCOUNT.thisBrowser : ACCOUNT.seen({ ago: ago(seen, Date.now()) })}</span>
            </div>
            {!isThis && (
              <button
                type="button"
                class="secondary"
                aria-label={ACCOUNT.endAction({ device: deviceWords(device) })}
                onClick={() => desk.endSession(id)}
              >
                {ACCOUNT.end}
              </button>
            )}
          </li>
        ))}
      </ul>
      <button type="button" class="secondary" onClick={() => desk.signOutEverywhere()}>
        {ACCOUNT.signOutEverywhere}
      </button>
    </section>
  );
}
