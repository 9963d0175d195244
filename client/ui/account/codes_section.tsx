import { ACCOUNT } from "../../messages/en/account/account.ts";
import { CopyButton } from "../controls/copy_button.tsx";
import type { AccountDesk } from "./account_desk.ts";

/** Recovery codes: how many are left, and the new ones until the page does something else. */
export function CodesSection({ desk, left }: { desk: AccountDesk; left: number }) {
  const codes = desk.codes.value;
  return (
    <section>
      <h2>{ACCOUNT.codes}</h2>
      {/* Always rendered: screen readers do not announce a status that appears together with its text. */}
      <p aria-live="polite" aria-atomic>{codes.length > 0 && ACCOUNT.codesShown}</p>
      {codes.length > 0
        ? (
          <>
            <ol class="account-codes" dir="ltr">{codes.map((code) => <li key={code}>{code}</li>)}</ol>
            <CopyButton text={codes.join("\n")} />
          </>
        )
        : (
          <>
            <p class="note">{left > 0 ? ACCOUNT.codesLeft({ count: left }) : ACCOUNT.codesNone}</p>
            <button type="button" class="secondary" onClick={() => desk.makeCodes()}>
              {left > 0 ? ACCOUNT.newCodes : ACCOUNT.makeCodes}
            </button>
          </>
        )}
    </section>
  );
}
