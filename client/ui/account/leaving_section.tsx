import { ACCOUNT } from "../../messages/en/account/account.ts";
import { ConfirmButton } from "../controls/confirm_button.tsx";
import type { AccountDesk } from "./account_desk.ts";

/** What the server keeps of the person: a file with it, and its deletion. */
export function LeavingSection({ desk }: { desk: AccountDesk }) {
  return (
    <section>
      <h2>{ACCOUNT.data}</h2>
      <p class="note">{ACCOUNT.dataNote}</p>
      <div class="account-row">
        <a class="secondary" href="/api/account/export" download="drawbridge-account.json">{ACCOUNT.download}</a>
        <ConfirmButton
          label={ACCOUNT.delete}
          explanation={ACCOUNT.deleteExplained}
          word={ACCOUNT.deleteWord}
          run={() => void desk.delete()}
        />
      </div>
    </section>
  );
}
