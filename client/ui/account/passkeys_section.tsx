import { useSignal } from "@preact/signals";
import { NAME_MAX } from "../../../board/limits.ts";
import { readName } from "../../../board/name.ts";
import { ACCOUNT } from "../../messages/en/account/account.ts";
import { ago } from "../page/ago.ts";
import type { Passkey } from "./account_api.ts";
import type { AccountDesk } from "./account_desk.ts";

/** The passkeys of the account. */
export function PasskeysSection({ desk, passkeys }: { desk: AccountDesk; passkeys: readonly Passkey[] }) {
  return (
    <section>
      <h2>{ACCOUNT.passkeys}</h2>
      <p class="note">{ACCOUNT.passkeysNote}</p>
      <ul class="account-list">
        {passkeys.map((passkey) => <PasskeyRow key={passkey.id} desk={desk} passkey={passkey} />)}
      </ul>
      <button type="button" class="secondary" onClick={() => desk.addPasskey()}>{ACCOUNT.addPasskey}</button>
    </section>
  );
}

function PasskeyRow({ desk, passkey: { id, name, created, used } }: { desk: AccountDesk; passkey: Passkey }) {
  const isRenaming = useSignal(false);
  const now = Date.now();
  if (isRenaming.value) {
    return (
      <li>
        <RenameForm
          name={name}
          close={() => isRenaming.value = false}
          save={(next) => {
            isRenaming.value = false;
            if (next !== name) void desk.renamePasskey(id, next);
          }}
        />
      </li>
    );
  }
  return (
    <li>
      <div class="account-item">
        <strong>{name}</strong>
        <span class="note">
          {used === undefined
            ? ACCOUNT.created({ ago: ago(created, now) })
            : ACCOUNT.createdUsed({ created: ago(created, now), used: ago(used, now) })}
        </span>
      </div>
      <button
        type="button"
        class="secondary"
        aria-label={ACCOUNT.renameAction({ passkey: name })}
        onClick={() => isRenaming.value = true}
      >
        {ACCOUNT.rename}
      </button>
      <button
        type="button"
        class="secondary"
        aria-label={ACCOUNT.removeAction({ passkey: name })}
        onClick={() => desk.removePasskey(id)}
      >
        {ACCOUNT.remove}
      </button>
    </li>
  );
}

interface RenameFormProps {
  readonly name: string;
  readonly save: (name: string) => void;
  readonly close: () => void;
}

function RenameForm({ name, save, close }: RenameFormProps) {
  const next = useSignal(name);
  const submit = (event: Event) => {
    event.preventDefault();
    if (readName(next.value) !== "") save(readName(next.value));
  };
  return (
    <form class="account-row" onSubmit={submit} onKeyDown={({ key }) => key === "Escape" && close()}>
      <input
        class="input"
        autofocus
        ref={(field) => void (document.activeElement !== field && field?.focus())}
        aria-label={ACCOUNT.renameOf({ passkey: name })}
        value={next.value}
        maxLength={NAME_MAX}
        spellcheck={false}
        onInput={({ currentTarget }) => next.value = currentTarget.value}
      />
      <button type="submit" class="primary">{ACCOUNT.save}</button>
      <button type="button" class="secondary" onClick={close}>{ACCOUNT.cancel}</button>
    </form>
  );
}
