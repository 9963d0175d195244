import { useSignal } from "@preact/signals";
import { useEffect, useId, useLayoutEffect, useRef } from "preact/hooks";
import { LINKS } from "../../messages/en/people/links.ts";
import type { LinkDesk } from "./link_desk.ts";
import { idsOf } from "./listed_link.ts";
import { ProblemRegion } from "../controls/live_region.tsx";

interface LinkPassphraseProps {
  readonly desk: LinkDesk;
  readonly slug: string;
  readonly isOnline: boolean;
}

/**
 * Sets, changes or removes the passphrase of a link. Shows nothing until the links are loaded, and without a secure
 * context, where the link cannot be found in the list.
 */
export function LinkPassphrase({ desk, slug, isOnline }: LinkPassphraseProps) {
  const linkId = useSignal<string | undefined>(undefined);
  const isOpen = useSignal(false);
  const field = useRef<HTMLInputElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();
  useEffect(() => void idsOf([slug]).then((ids) => linkId.value = ids?.get(slug)), [slug]);
  // A layout effect, so that the field receives the next key.
  useLayoutEffect(() => {
    if (isOpen.value) field.current?.focus();
  }, [isOpen.value]);
  const link = desk.links.value?.find(({ id }) => id === linkId.value);
  if (link === undefined) return null;
  const change = async (passphrase: string | null) => {
    if (desk.isBusy.peek() || !await desk.change(link.id, { passphrase })) return;
    isOpen.value = false;
    button.current?.focus();
  };
  const save = (event: SubmitEvent) => {
    event.preventDefault();
    const passphrase = field.current!.value;
    if (passphrase !== "") return void change(passphrase);
    desk.problem.value = LINKS.noPassphrase;
    field.current!.focus();
  };
  return (
    <form class="share-passphrase" onSubmit={save}>
      <div class="share-row">
        <p class="note" aria-live="polite" aria-atomic>
          {link.isLocked ? LINKS.asksForPassphrase : LINKS.asksForNothing}
        </p>
        <button
          ref={button}
          type="button"
          class="secondary"
          aria-expanded={isOpen.value}
          aria-controls={id}
          onClick={() => isOpen.value = !isOpen.value}
        >
          {link.isLocked ? LINKS.change : LINKS.setPassphrase}
        </button>
      </div>
      {isOpen.value && (
        <div id={id} class="share-passphrase">
          <label>
            <span class="field-label">{LINKS.newPassphrase}</span>
            <input ref={field} class="input" type="password" maxLength={200} autocomplete="new-password" />
          </label>
          <p class="note">{LINKS.askedAgain}</p>
          <div class="share-row">
            <button type="submit" class="primary" disabled={!isOnline}>{LINKS.save}</button>
            {link.isLocked && (
              <button type="button" class="secondary" disabled={!isOnline} onClick={() => change(null)}>
                {LINKS.removePassphrase}
              </button>
            )}
          </div>
        </div>
      )}
      <ProblemRegion words={desk.problem} />
    </form>
  );
}
