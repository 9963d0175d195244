import { type ReadonlySignal, useSignal } from "@preact/signals";
import { useEffect, useId, useLayoutEffect, useMemo } from "preact/hooks";
import type { Role } from "../../../board/role.ts";
import type { Status } from "../../editor/status.ts";
import { LinkAddress } from "./link_address.tsx";
import { Later, part } from "../controls/lazy_part.tsx";
import { Tabs } from "../controls/tabs.tsx";
import { LinkDesk } from "./link_desk.ts";
import { LinkPassphrase } from "./link_passphrase.tsx";
import { LinksSheet } from "./links_sheet.tsx";
import { boardAddress } from "./link.ts";
import type { PageLinks } from "./page_links.ts";
import { QrCode } from "./qr_code.tsx";
import { type ShareChoice, shareChoices } from "./share_choices.ts";
import { visitOf } from "./visits.ts";
import { PeopleDesk } from "../boards/people_desk.ts";
import { PeopleSheet } from "../boards/people_sheet.tsx";
import { PublishDesk } from "../publish/publish_desk.ts";
import { PublishSheet } from "../publish/publish_sheet.tsx";
import { WebhookDesk } from "../webhooks/webhook_desk.ts";
import { BOARDS } from "../../messages/en/boards.ts";
import { INTERFACE } from "../../messages/en/interface.ts";
import { PUBLISHING } from "../../messages/en/people/publishing.ts";
import { LINKS } from "../../messages/en/people/links.ts";
import { afterFrame } from "../view/after_frame.ts";
import { ProblemRegion } from "../controls/live_region.tsx";

const WEBHOOK_LIST = part(() => import("../webhooks/webhooks_sheet.tsx").then(({ WebhooksSheet }) => WebhooksSheet));

interface ShareSheetProps {
  /** The name of the person. */
  readonly name: () => string;
  /** Undefined until the server has sent it; the sheet may open earlier. */
  readonly role: ReadonlySignal<Role | undefined>;
  readonly links: PageLinks;
  readonly origin: string;
  readonly title: ReadonlySignal<string>;
  readonly status: ReadonlySignal<Status>;
  /** See `ChromeProps`. */
  readonly ended: () => void;
}

/** How to share the board, and for owners the list of its links and who has which role. */
export function ShareSheet({ name, role, links, origin, title, status, ended }: ShareSheetProps) {
  const slug = links.slug.value;
  const tab = useSignal("share");
  const isOwner = role.value === "owner";
  const desk = useMemo(() => new LinkDesk(slug, { name }), [slug]);
  const publishing = useMemo(() => new PublishDesk(slug, name), [slug]);
  const people = useMemo(() => new PeopleDesk(slug, name), [slug]);
  const webhooks = useMemo(() => new WebhookDesk(slug, name), [slug]);
  const isOnline = status.value.kind !== "offline";
  // Load the list, as a link may have been revoked on another device.
  useEffect(() => void (isOwner && isOnline && desk.load()), [desk, isOwner, isOnline]);
  const listed = desk.links.value;
  // The other tabs open at once then.
  const isListed = isOwner && isOnline && listed !== undefined, hasWebhooks = desk.hasWebhooks.value;
  useEffect(() => {
    if (!isListed) return;
    return afterFrame(() => {
      for (const each of [publishing, people]) void each.load();
      if (!hasWebhooks) return;
      void webhooks.load();
      void WEBHOOK_LIST.load().catch(() => {});
    });
  }, [publishing, people, webhooks, isListed, hasWebhooks]);
  // Before a key may close the dialog.
  useLayoutEffect(() => void (listed && links.keepListed(listed, desk.now())), [listed]);
  const share = () => <SharePart {...{ desk, links, origin, isOnline }} role={role.value} />;
  if (!isOwner) return share();
  return (
    <Tabs
      label={INTERFACE.shareBoard}
      chosen={tab.value}
      choose={(name) => void (tab.value = name)}
      tabs={[
        { name: "share", label: INTERFACE.share, content: share },
        {
          name: "manage",
          label: LINKS.manage,
          content: () => <LinksSheet {...{ desk, links, origin, status, ended }} />,
        },
        {
          name: "publish",
          label: PUBLISHING.publish,
          content: () => <PublishSheet desk={publishing} title={title.value} {...{ origin, isOnline }} />,
        },
        {
          name: "people",
          label: BOARDS.people,
          content: () => <PeopleSheet desk={people} title={title.value} {...{ origin, isOnline }} />,
        },
        ...(hasWebhooks
          ? [{
            name: "webhooks",
            label: LINKS.webhooks,
            content: () => <Later part={WEBHOOK_LIST} props={{ desk: webhooks, isOnline }} />,
          }]
          : []),
      ]}
    />
  );
}

interface SharePartProps {
  readonly desk: LinkDesk;
  readonly links: PageLinks;
  readonly origin: string;
  readonly isOnline: boolean;
  readonly role: Role | undefined;
}

/** Which link to share, what it allows, and two ways to share it: copy or scan. */
function SharePart({ desk, links, origin, isOnline, role }: SharePartProps) {
  const { choices, note } = shareChoices(links.slug.value, role, links.known.value);
  const chosen = useSignal<string | undefined>(undefined);
  const choice = choices.find(({ slug }) => slug === chosen.value) ?? choices[0];
  const isOwner = role === "owner";
  return (
    <div class="share">
      {choice && <Choices {...{ choices, choice, origin }} choose={(slug) => chosen.value = slug} />}
      {isOwner && links.drawing() === undefined && <NewDrawingLink {...{ desk, links, isOnline }} />}
      {isOwner && choice && <LinkPassphrase key={choice.slug} {...{ desk, isOnline }} slug={choice.slug} />}
      {!isOnline && visitOf(links.slug.value)?.begun && <p class="note share-note" role="note">{LINKS.begun}</p>}
      {note && <p class="note share-note">{note}</p>}
    </div>
  );
}

interface ChoicesProps {
  readonly choices: readonly ShareChoice[];
  readonly choice: ShareChoice;
  readonly origin: string;
  readonly choose: (slug: string) => void;
}

function Choices({ choices, choice, origin, choose }: ChoicesProps) {
  const group = useId();
  const address = boardAddress(origin, choice.slug);
  return (
    <>
      <div class="share-choices" role="radiogroup" aria-label={LINKS.allows}>
        {choices.map(({ slug, title, allows }) => (
          <label class="share-choice" key={slug}>
            <input type="radio" name={group} checked={slug === choice.slug} onChange={() => choose(slug)} />
            <span class="share-title">{title}</span>
            <span class="note">{allows}</span>
          </label>
        ))}
      </div>
      <LinkAddress name={LINKS.link} address={address} />
      <div class="share-scan">
        <QrCode text={address} />
        <p class="note">{LINKS.scan}</p>
      </div>
    </>
  );
}

/** Shown to an owner whose browser knows no link for others. */
function NewDrawingLink({ desk, links, isOnline }: { desk: LinkDesk; links: PageLinks; isOnline: boolean }) {
  return (
    <div class="share-new">
      <p class="note">{LINKS.noDrawLink}</p>
      <button
        type="button"
        class="primary"
        disabled={!isOnline}
        aria-busy={desk.isBusy.value}
        onClick={() => desk.drawingLink(links)}
      >
        {LINKS.createForOthers}
      </button>
      <ProblemRegion words={desk.problem} />
    </div>
  );
}
