import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { isSlug } from "../../../board/id.ts";
import { BOARDS } from "../../messages/en/boards.ts";
import { START } from "../../messages/en/start.ts";
import { ask } from "../account/account_api.ts";
import { Mark } from "../controls/icon.tsx";
import { errorCodeOf } from "../links/error_code.ts";
import { JoinForm } from "../start/join_form.tsx";

interface DocsPageProps {
  /** As it is in the address. */
  readonly name: string;
  readonly origin: string;
  readonly open: (slug: string) => void;
}

/**
 * Opens a board by its name, for people who have a role there. Others are asked for its link, whether or not there is
 * such a board.
 */
export function DocsPage({ name, origin, open }: DocsPageProps) {
  const state = useSignal<"opening" | "signIn" | "noRole" | "tooMany" | "failed">("opening");
  const enter = async () => {
    state.value = "opening";
    const response = await ask(`/names/${name}/open`, "POST");
    const slug = response?.ok ? (await response.json().catch(() => undefined))?.slug : undefined;
    if (isSlug(slug)) return open(slug);
    const code = response && await errorCodeOf(response);
    if (code === "signInFirst" || code === "signInOff") state.value = "signIn";
    else if (code === "tooManyTries") state.value = "tooMany";
    else state.value = code === "noSuchLink" ? "noRole" : "failed";
  };
  useEffect(() => void enter(), [name]);
  const words = {
    opening: BOARDS.docsOpening({ name: readable(name) }),
    signIn: BOARDS.docsSignIn,
    noRole: BOARDS.docsNoRole,
    tooMany: BOARDS.tooMany,
    failed: BOARDS.notNow,
  }[state.value];
  return (
    <main class="docs" aria-busy={state.value === "opening"}>
      <Mark />
      <h1>{state.value === "opening" ? BOARDS.docsTitle : readable(name)}</h1>
      <p aria-live="polite" aria-atomic>{words}</p>
      {state.value === "signIn" && <a class="primary" href="/account">{START.signIn}</a>}
      {(state.value === "failed" || state.value === "tooMany") && (
        <button
          type="button"
          class="secondary"
          onClick={() => void enter()}
        >
          {BOARDS.tryAgain}
        </button>
      )}
      {state.value !== "opening" && <JoinForm open={open} origin={origin} />}
      <a href="/">{BOARDS.mine}</a>
    </main>
  );
}

function readable(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
