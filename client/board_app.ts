import { effect } from "@preact/signals-core";
import { followAddress } from "./address_view.ts";
import { BoardLink } from "./board_link.ts";
import { BoardTransports } from "./board_transports.ts";
import { showBoard } from "./board_page.ts";
import type { Editor } from "./editor/editor.ts";
import { readSettings } from "./editor/settings.ts";
import { forgetCopy } from "./sync/copy_name.ts";
import { slugOfPath } from "./ui/links/link.ts";
import { type Memory, recall } from "./ui/page/browser_storage.ts";
import { PageLinks } from "./ui/links/page_links.ts";
import { accessBy, everySlugOf, forgetVisit, rememberVisit, visitOf } from "./ui/links/visits.ts";
import { completePage } from "./page_completion.ts";
import { PAGE } from "./messages/en/page.ts";

/** Whether this device connects directly to other people: true, or nothing. */
const DIRECT_KEY = "drawbridge.direct";

export interface BoardAppOptions {
  /** The link that opens the board. */
  readonly address: string;
  /** True in a frame of another site: only this link counts, and nothing is remembered. */
  readonly isEmbedded?: boolean;
  /** Where preferences are kept; undefined when the browser keeps nothing. */
  readonly storage?: Memory;
  /** Resolves when the language of the interface has loaded. Ink does not wait for it. */
  readonly language?: Promise<unknown>;
}

/** A board page in an element. */
export interface BoardApp {
  /** Removes the page with all that it started, and disconnects. Unsent changes stay in the local copy. */
  close(): void;
}

/** Shows a board in an element and connects it to the server. Parts start in the order in which a user needs them. */
export function mount(
  element: HTMLElement,
  { address, isEmbedded = false, storage, language }: BoardAppOptions,
): BoardApp {
  const page = showBoard(element, storage, language);
  const { editor } = page;
  if (isEmbedded) showAsAsked(editor);
  const view = followAddress(editor, page.surface);
  const transports = new BoardTransports();
  const ended = new AbortController();
  // What this browser knows of the board would give the page around it more than the link does.
  const known = isEmbedded ? { slug: address, lasting: address } : accessBy(address);
  const begun = isEmbedded ? undefined : visitOf(address)?.begun;
  const link = new BoardLink(editor, {
    ...known,
    address,
    begun: begun
      ? import("./begun/creation.ts").then((part) => part.untilCreated(editor, begun, ended.signal))
      : undefined,
  }, transports);
  const links = new PageLinks(link.slug);
  let chrome: { close(): void } | undefined;

  // Remembers a visit only once the server has confirmed the link.
  const stopNoting = effect(() => {
    const role = editor.role.value;
    if (role === undefined || isEmbedded) return;
    if (rememberVisit({ slug: link.slug.value, role, at: Date.now() })) links.refresh();
    else if (role === "owner" && link.slug.value === address) editor.problem.value = PAGE.ownerAddress;
  });
  const stopShowing = effect(() => {
    if (editor.role.value !== undefined && !isEmbedded) showAddress(link.slug.value, links);
  });
  if (recall(storage, DIRECT_KEY)) {
    import("./board_direct.ts").then(
      ({ BoardDirect }) => ended.signal.aborted || BoardDirect.of(editor, link),
      () => {},
    );
  }
  completePage(page, {
    isEmbedded,
    links,
    progress: link.progress,
    ended: leaveForGood,
    reopen: (slug) => link.goOn(slug),
    connection: {
      choice: transports.choice,
      choose: (choice) => void transports.choose(choice).then(() => link.reconnect()),
      look: async () => {
        const { ConnectionView } = await import("./connection_view.ts");
        return new ConnectionView(editor, link, transports);
      },
    },
  }, { signal: ended.signal, language }).then((parts) => chrome = parts);

  function close(): void {
    if (ended.signal.aborted) return;
    ended.abort();
    stopNoting();
    stopShowing();
    link.close();
    for (const part of [chrome, view, page]) part?.close();
  }

  /** Forgets the board after its deletion. */
  function leaveForGood(): void {
    const slug = link.slug.peek();
    const visit = visitOf(slug);
    close();
    for (const name of [slug, ...visit ? everySlugOf(visit) : []]) forgetCopy(name);
    forgetVisit(slug);
    location.replace("/#deleted");
  }

  return { close };
}

/** The address of a frame says whether one may draw (`mode=edit`) and which theme it has. */
function showAsAsked({ settings, isViewing }: Editor): void {
  const { theme, mode } = Object.fromEntries(new URLSearchParams(location.search));
  settings.value = readSettings({ theme });
  isViewing.value = mode !== "edit";
}

/**
 * People share the address from the browser, so it shows the link that opens the board. For an owner it shows an editor
 * link instead, once this browser has remembered the owner link.
 */
function showAddress(slug: string, links: PageLinks): void {
  const { links: plain, made } = links.known.value;
  const drawing = [plain.editor, ...made.filter(({ role }) => role === "editor").map(({ slug }) => slug)];
  const wanted = plain.owner === slug ? drawing.filter((slug) => slug !== undefined) : [slug];
  if (wanted.length === 0 || wanted.includes(slugOfPath(location.pathname) ?? "")) return;
  history.replaceState(history.state, "", `/b/${wanted[0]}${location.hash}`);
}
