import { useEffect, useRef } from "preact/hooks";
import { ACCOUNT } from "../../messages/en/account/account.ts";
import { useKeptFocus } from "../controls/focus/kept_focus.ts";
import { Mark } from "../controls/icon.tsx";
import { ChangesSection } from "./changes_section.tsx";
import { CodesSection } from "./codes_section.tsx";
import { LeavingSection } from "./leaving_section.tsx";
import { PasskeysSection } from "./passkeys_section.tsx";
import { PersonSection } from "./person_section.tsx";
import { SessionsSection } from "./sessions_section.tsx";
import { SignInAgain } from "./sign_in_again.tsx";
import { SignInSection } from "./sign_in_section.tsx";
import type { AccountDesk } from "./account_desk.ts";
import { NoticeRegion, ProblemRegion } from "../controls/live_region.tsx";

/** The page of the own account: sign in and sign up, or everything about the account. */
export function AccountPage({ desk }: { desk: AccountDesk }) {
  useEffect(() => void desk.load(), [desk]);
  const view = desk.view.value;
  const page = useRef<HTMLElement>(null);
  useKeptFocus(page);
  return (
    <main ref={page} class="account" aria-busy={view === undefined || desk.isBusy.value}>
      <header class="account-head">
        <a class="button account-back" href="/">
          <Mark />
          <span>{ACCOUNT.back}</span>
        </a>
      </header>
      {view?.account && <PersonSection desk={desk} account={view.account} />}
      {view && !view.account && <SignInSection desk={desk} view={view} />}
      {view?.account && (
        <>
          <ChangesSection desk={desk} changes={view.account.changes ?? []} />
          {view.passkeys.problem === undefined && <PasskeysSection desk={desk} passkeys={view.account.passkeys} />}
          <CodesSection desk={desk} left={view.account.recoveryCodes} />
          <SessionsSection desk={desk} />
          <LeavingSection desk={desk} />
        </>
      )}
      {/* Always rendered: screen readers do not announce a status that appears together with its text. */}
      <div class="account-outcome panel">
        <ProblemRegion words={desk.problem} />
        <NoticeRegion words={desk.notice} />
        {desk.needsSignIn.value && view && <SignInAgain {...{ desk, view }} />}
      </div>
    </main>
  );
}
