import type { ReadonlySignal } from "@preact/signals";
import { hexOf } from "../../../board/palette.ts";
import { START } from "../../messages/en/start.ts";
import type { AccountView } from "../account/account_api.ts";
import { shownTheme } from "../page/theme.ts";
import { initialsOf } from "../people/initials.ts";

/** The way to the own account, or to sign in. Absent where nobody can sign in. */
export function AccountLink({ view }: { view: ReadonlySignal<AccountView | undefined> }) {
  const { canSignIn = false, account } = { ...view.value };
  if (!canSignIn) return null;
  return (
    <a class="button start-account" href="/account">
      {account && (
        <span class="face" aria-hidden="true" style={{ "--color": hexOf(account.color, shownTheme()) }}>
          {initialsOf(account.name)}
        </span>
      )}
      <span>{account ? account.name : START.signIn}</span>
    </a>
  );
}
