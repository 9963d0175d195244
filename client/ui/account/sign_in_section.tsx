import { useSignal } from "@preact/signals";
import { browserSupportsWebAuthn } from "@simplewebauthn/browser";
import { readName } from "../../../board/name.ts";
import { ACCOUNT } from "../../messages/en/account/account.ts";
import { browserMemory } from "../page/browser_storage.ts";
import type { AccountView } from "./account_api.ts";
import type { AccountDesk } from "./account_desk.ts";
import { keptMe } from "./keep_me.ts";
import { NameAndColor } from "./name_and_color.tsx";

interface SignInProps {
  readonly desk: AccountDesk;
  readonly view: AccountView;
}

/** The ways to sign in here. What does not work here is absent, with the reason. */
export function SignInSection({ desk, view }: SignInProps) {
  if (view.signIn === "off") return <Nothing text={ACCOUNT.off} />;
  const problem = problemOf(view);
  if (!view.canSignIn) return <Nothing text={problem ?? ACCOUNT.noWay} />;
  const { providers = [], proxyUser } = view;
  return (
    <>
      <section>
        <h1>{ACCOUNT.signIn}</h1>
        <p class="lead">{view.signIn === "required-to-create" ? ACCOUNT.leadRequired : ACCOUNT.lead}</p>
        <div class="account-ways">
          {proxyUser !== undefined && (
            <button type="button" class="primary" onClick={() => desk.signInByProxy()}>
              {ACCOUNT.asPerson({ name: readName(proxyUser) })}
            </button>
          )}
          {providers.map(({ id, name }) => (
            <a key={id} class="primary" href={`/api/account/sign-in/provider/${id}`}>
              {ACCOUNT.withProvider({ name })}
            </a>
          ))}
          {problem === undefined && (
            <button type="button" class="primary" onClick={() => desk.signIn()}>{ACCOUNT.withPasskey}</button>
          )}
        </div>
        {problem !== undefined && <p class="note">{problem}</p>}
        <CodeForm desk={desk} />
      </section>
      {problem === undefined && <SignUp desk={desk} />}
    </>
  );
}

/** Why there are no passkeys here; undefined when there are. */
function problemOf({ passkeys: { problem }, publicOrigin = "" }: AccountView): string | undefined {
  if (problem === "otherAddress") return ACCOUNT.otherAddress({ origin: publicOrigin });
  if (problem !== undefined) return ACCOUNT[problem];
  return browserSupportsWebAuthn() ? undefined : ACCOUNT.unsupported;
}

function Nothing({ text }: { text: string }) {
  return (
    <section>
      <h1>{ACCOUNT.signIn}</h1>
      <p class="lead">{text}</p>
    </section>
  );
}

function CodeForm({ desk }: { desk: AccountDesk }) {
  const code = useSignal("");
  const submit = (event: Event) => {
    event.preventDefault();
    void desk.signInWithCode(code.value);
  };
  return (
    <details>
      <summary>{ACCOUNT.withCode}</summary>
      <form class="account-form" onSubmit={submit}>
        <label>
          <span class="field-label">{ACCOUNT.code}</span>
          <input
            class="input"
            required
            autocomplete="one-time-code"
            autocapitalize="characters"
            spellcheck={false}
            onInput={({ currentTarget }) => code.value = currentTarget.value}
          />
        </label>
        <button type="submit" class="secondary">{ACCOUNT.useCode}</button>
      </form>
    </details>
  );
}

/** The fields begin with what this browser uses on boards. */
function SignUp({ desk }: { desk: AccountDesk }) {
  const me = keptMe(browserMemory());
  const name = useSignal(me.name);
  const color = useSignal(me.color);
  const submit = (event: Event) => {
    event.preventDefault();
    if (readName(name.value) !== "") void desk.signUp(readName(name.value), color.value);
  };
  return (
    <section>
      <h2>{ACCOUNT.create}</h2>
      <p class="note">{ACCOUNT.createNote}</p>
      <form class="account-form" onSubmit={submit}>
        <NameAndColor name={name} color={color} />
        <button type="submit" class="secondary">{ACCOUNT.createButton}</button>
      </form>
    </section>
  );
}
