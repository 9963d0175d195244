import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Role } from "../../board/role.ts";
import { CopyButton } from "./copy_button.tsx";
import { boardAddress } from "./link.ts";

interface ListedLink {
  readonly id: string;
  readonly role: Role;
  readonly label?: string;
  readonly created: number;
  readonly expires?: number;
  readonly isLocked: boolean;
  readonly isOwn: boolean;
}

const ROLE_WORDS: Record<Role, string> = {
  owner: "Owner",
  editor: "Can draw",
  commenter: "Can comment",
  viewer: "View only",
};
const DAY_MS = 86_400_000;

/** The owner's view of the board's links: make, revoke, replace all; and the end of the board. */
export function LinksSheet({ slug, origin }: { slug: string; origin: string }) {
  const links = useSignal<readonly ListedLink[]>([]);
  const made = useSignal("");
  const problem = useSignal("");
  /** What a second press would do. */
  const asked = useSignal("");
  const ask = async (method: string, path: string, body?: unknown) => {
    const init = { method, body: body === undefined ? undefined : JSON.stringify(body) };
    const response = await fetch(`/api/boards/${slug}${path}`, init).catch(() => undefined);
    problem.value = response?.ok ? "" : "That did not work. Try again soon.";
    return response?.ok ? response : undefined;
  };
  const load = async () => {
    const response = await ask("GET", "/links");
    if (response) links.value = (await response.json()).links;
  };
  useEffect(() => void load(), []);
  const twice = (name: string, run: () => Promise<void>) => () => {
    if (asked.value !== name) return void (asked.value = name);
    asked.value = "";
    run();
  };
  const make = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const said = new FormData(form);
    const days = Number(said.get("days"));
    const response = await ask("POST", "/links", {
      role: said.get("role"),
      label: said.get("label"),
      expires: days > 0 ? Date.now() + days * DAY_MS : null,
      passphrase: said.get("passphrase") || undefined,
    });
    if (response === undefined) return;
    made.value = boardAddress(origin, (await response.json()).slug);
    form.reset();
    await load();
  };
  const rotate = async () => {
    const response = await ask("POST", "/links/rotate");
    if (response) location.replace(`/b/${(await response.json()).links.owner}`);
  };
  const end = async () => {
    if (await ask("DELETE", "")) location.replace("/");
  };
  return (
    <details class="share-note">
      <summary>Manage links</summary>
      <ul class="links-list">
        {links.value.map(({ id, role, label, created, expires, isLocked, isOwn }) => (
          <li class="row" key={id}>
            <span>
              <span class="share-title">{label || ROLE_WORDS[role]}</span>
              <span class="note">
                {" "}
                {ROLE_WORDS[role]}, made {day(created)}
                {expires !== undefined && `, until ${day(expires)}`}
                {isLocked && ", passphrase"}
              </span>
            </span>
            {isOwn ? <span class="note">yours</span> : (
              <button
                type="button"
                class="secondary"
                onClick={twice(id, async () => void (await ask("DELETE", `/links/${id}`), await load()))}
              >
                {asked.value === id ? "Really?" : "Revoke"}
              </button>
            )}
          </li>
        ))}
      </ul>
      <form class="links-form" onSubmit={make}>
        <select class="input" name="role" aria-label="What the link allows">
          <option value="editor">Can draw</option>
          <option value="viewer">View only</option>
          <option value="owner">Owner</option>
        </select>
        <input class="input" name="label" maxLength={80} placeholder="Label" aria-label="Label" />
        <select class="input" name="days" aria-label="How long it lasts">
          <option value="0">Does not expire</option>
          <option value="1">One day</option>
          <option value="7">A week</option>
          <option value="30">30 days</option>
        </select>
        <input
          class="input"
          name="passphrase"
          type="password"
          maxLength={200}
          autocomplete="new-password"
          placeholder="Passphrase (optional)"
          aria-label="Passphrase (optional)"
        />
        <button type="submit" class="primary">Make link</button>
      </form>
      {made.value && (
        <div class="share-row">
          <input class="input" aria-label="New link" readOnly value={made.value} />
          <CopyButton key={made.value} text={made.value} />
        </div>
      )}
      <div class="share-row">
        <button type="button" class="secondary" onClick={twice("rotate", rotate)}>
          {asked.value === "rotate" ? "Really replace all?" : "Replace all links"}
        </button>
        <button type="button" class="secondary" onClick={twice("delete", end)}>
          {asked.value === "delete" ? "Really delete for everyone?" : "Delete board"}
        </button>
      </div>
      <p class="problem" role="alert">{problem.value}</p>
    </details>
  );
}

function day(time: number): string {
  return new Date(time).toLocaleDateString();
}
