import { readName } from "../../../board/name.ts";
import { ACCOUNT } from "../../messages/en/account/account.ts";
import type { AccountView } from "./account_api.ts";
import type { AccountDesk } from "./account_desk.ts";

/** Asked where the last sign-in was a while ago: the ways that the account has. */
export function SignInAgain({ desk, view }: { readonly desk: AccountDesk; readonly view: AccountView }) {
  const { proxyUser, providers = [], account, passkeys } = view;
  const again = async (signIn: () => Promise<boolean>) => {
    if (await signIn()) desk.notice.value = ACCOUNT.againDone;
  };
  return (
    <div class="account-ways">
      {passkeys.problem === undefined && account && account.passkeys.length > 0 && (
        <button
          type="button"
          class="primary"
          onClick={() => again(() => desk.signIn())}
        >
          {ACCOUNT.signInAgain}
        </button>
      )}
      {proxyUser !== undefined && (
        <button
          type="button"
          class="primary"
          onClick={() => again(() => desk.signInByProxy())}
        >
          {ACCOUNT.asPerson({ name: readName(proxyUser) })}
        </button>
      )}
      {providers.map(({ id, name }) => (
        <a key={id} class="primary" href={`/api/account/sign-in/provider/${id}`}>{ACCOUNT.withProvider({ name })}</a>
      ))}
    </div>
  );
}
