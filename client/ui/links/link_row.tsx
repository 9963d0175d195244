import { useSignal } from "@preact/signals";
import { useId, useLayoutEffect, useRef } from "preact/hooks";
import { NAME_MAX } from "../../../board/limits.ts";
import type { FrameSites } from "../../../board/embed/frame_sites.ts";
import { isRole } from "../../../board/role.ts";
import { ConfirmButton } from "../controls/confirm_button.tsx";
import type { LinkDesk, LinkWishes } from "./link_desk.ts";
import type { ListedLink } from "./listed_link.ts";
import { linesOf, sitesIn } from "./embed_code.ts";
import { LinkAddress } from "./link_address.tsx";
import { LinkSites } from "./link_sites.tsx";
import { day } from "../page/dates.ts";
import { expiryOf, lifetimes, nameOf, notesOn, OFFERED_ROLES, roleName } from "./link_words.ts";
import { LINKS } from "../../messages/en/people/links.ts";
import { CONTROLS } from "../../messages/en/controls.ts";

interface LinkRowProps {
  readonly link: ListedLink;
  readonly desk: LinkDesk;
  /** Present when this browser knows the link. */
  readonly address?: string;
  /** Called after the link was revoked, to move the focus. */
  readonly gone: () => void;
}

/** A link in the owner's list, with a form to change it. */
export function LinkRow({ link, desk, address, gone }: LinkRowProps) {
  const isOpen = useSignal(false);
  const button = useRef<HTMLButtonElement>(null);
  const form = useId();
  const close = () => {
    isOpen.value = false;
    button.current?.focus();
  };
  const now = desk.now();
  return (
    <li class="link" data-expired={link.expires !== undefined && link.expires <= now}>
      <div class="link-head">
        <span class="link-words">
          <span class="share-title">{nameOf(link)}</span>
          <span class="note">{notesOn(link, now)}</span>
        </span>
        <button
          ref={button}
          type="button"
          class="secondary"
          aria-expanded={isOpen.value}
          aria-controls={form}
          aria-label={LINKS.changeLink({ link: nameOf(link) })}
          onClick={() => isOpen.value = !isOpen.value}
        >
          {isOpen.value ? CONTROLS.close : LINKS.change}
        </button>
      </div>
      {isOpen.value && <LinkForm id={form} {...{ link, desk, address, close, gone }} />}
    </li>
  );
}

function LinkForm({ id, link, desk, address, close, gone }: LinkRowProps & { id: string; close: () => void }) {
  const label = useRef<HTMLInputElement>(null);
  // A layout effect, so that the field receives the next key.
  useLayoutEffect(() => label.current?.focus(), []);
  const save = async (event: SubmitEvent) => {
    event.preventDefault();
    const wishes = wishesOf(new FormData(event.currentTarget as HTMLFormElement), link, desk.now());
    if (Object.keys(wishes).length === 0 || await desk.change(link.id, wishes)) close();
  };
  const revoke = async () => {
    if (await desk.revoke(link.id)) gone();
  };
  const { expires } = link;
  return (
    <form id={id} class="link-form" onSubmit={save}>
      {address && link.role !== "owner" && (
        <LinkAddress name={LINKS.linkNamed({ link: nameOf(link) })} address={address} />
      )}
      <label>
        <span class="field-label">{LINKS.label}</span>
        <input
          ref={label}
          class="input"
          name="label"
          maxLength={NAME_MAX}
          autocomplete="off"
          defaultValue={link.label ?? ""}
        />
      </label>
      {link.isOwn ? <p class="note">{LINKS.ownLink}</p> : (
        <>
          <label>
            <span class="field-label">{LINKS.allows}</span>
            <select class="input" name="role">
              {OFFERED_ROLES.map((role) => (
                <option key={role} value={role} selected={role === link.role}>{roleName(role)}</option>
              ))}
            </select>
          </label>
          <label>
            <span class="field-label">{LINKS.lasts}</span>
            <select class="input" name="days" defaultValue={expires === undefined ? "0" : ""}>
              {expires !== undefined && (
                <option value="">
                  {expires <= desk.now() ? LINKS.expiredOption : LINKS.untilOption({ date: day(expires, desk.now()) })}
                </option>
              )}
              {lifetimes().map(([days, words]) => <option key={days} value={days}>{words}</option>)}
            </select>
          </label>
          <label>
            <span class="field-label">{link.isLocked ? LINKS.newPassphrase : LINKS.passphrase}</span>
            <input class="input" name="passphrase" type="password" maxLength={200} autocomplete="new-password" />
          </label>
          {link.isLocked && (
            <label class="check">
              <input type="checkbox" name="unlocked" /> {LINKS.removePassphrase}
            </label>
          )}
          <p class="note">{LINKS.askedAgain}</p>
          {link.role !== "owner" && <LinkSites {...{ link, address }} />}
        </>
      )}
      <button type="submit" class="primary" aria-busy={desk.isBusy.value}>{LINKS.save}</button>
      {!link.isOwn && (
        <ConfirmButton
          label={LINKS.revoke}
          explanation={LINKS.revokeExplained}
          disabled={desk.isBusy.value}
          run={revoke}
        />
      )}
    </form>
  );
}

/** The properties that the person changed in the form. */
function wishesOf(said: FormData, { role, label = "", expires, sites }: ListedLink, now: number): LinkWishes {
  const [newLabel, days, passphrase] = ["label", "days", "passphrase"].map((name) => said.get(name) as string | null);
  const newRole = said.get("role");
  const isForEver = days === "0" && expires === undefined;
  return {
    ...isRole(newRole) && newRole !== role && { role: newRole },
    ...newLabel !== null && newLabel !== label && { label: newLabel },
    ...days && !isForEver && { expires: expiryOf(Number(days), now) },
    ...passphrase && { passphrase },
    ...said.has("unlocked") && { passphrase: null },
    ...sitesWish(said, sites),
  };
}

/** Without the fields for sites, nothing is wished. */
function sitesWish(said: FormData, sites: FrameSites): LinkWishes {
  if (said.has("anySite")) return sites === "any" ? {} : { sites: "any" };
  const text = said.get("sites");
  if (text === null || (sites !== "any" && text === linesOf(sites))) return {};
  return { sites: sitesIn(text as string) };
}
