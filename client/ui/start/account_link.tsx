import type { ComponentChildren } from "preact";
import { START } from "../../messages/en/start.ts";
import type { AccountView } from "../account/account_api.ts";

interface AccountLinkProps {
  readonly view: AccountView | undefined;
  readonly face: ComponentChildren;
}

/** The way to the own account, or to sign in. Absent where nobody can sign in. */
export function AccountLink({ view, face }: AccountLinkProps) {
  const { canSignIn = false, account } = { ...view };
  if (!canSignIn) return null;
  return (
    <a class="button start-account" href="/account">
      {face}
      <span>{account ? account.name : START.signIn}</span>
    </a>
  );
}
