import { type ReadonlySignal, useSignal, useSignalEffect } from "@preact/signals";
import { useEffect, useMemo, useRef } from "preact/hooks";
import type { Editor } from "../../editor/editor.ts";
import { followNews } from "../../editor/people/arrivals.ts";
import { OwnNews } from "../../editor/speech/own_changes.ts";
import { RemoteNews } from "../../editor/speech/remote_changes.ts";
import { SpokenStatus } from "./spoken_status.ts";
import { statusWords } from "./status_words.ts";

/** Interval between summaries of others' work, ms. More frequent ones would drown out everything else. */
const EVERY_MS = 15_000;

/**
 * Delay of notices, ms. While a modal dialog closes, as the palette does when it runs a command, the page comes back to
 * screen readers with all its words, and none is new.
 */
const NOTICE_MS = 200;

/** How long a region is empty before the next words, ms. */
const AGAIN_MS = 50;

/** Delay after the last local change before it is announced, ms. While a key is held, only the result is announced. */
const REST_MS = 300;

/**
 * Announces to screen readers what others and the local user did, and trouble with saving, and tells the page of people
 * and saved changes. The regions have no names, as some screen readers say the name before every text.
 */
export function Announcer({ editor }: { editor: Editor }) {
  const news = useSignal("");
  useEffect(() => {
    const remote = new RemoteNews(editor.board);
    const timer = setInterval(() => {
      const said = remote.take();
      if (said) news.value = said;
    }, EVERY_MS);
    const stop = followNews(editor);
    return () => {
      remote.close();
      stop();
      clearInterval(timer);
    };
  }, [editor]);
  const done = useSignal("");
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined, again: typeof timer, last = "";
    const mine = new OwnNews(editor, () => {
      clearTimeout(timer);
      timer = setTimeout(() => done.value = mine.take() || done.value, REST_MS);
    });
    // An explicit announcement replaces the generic one.
    const stop = editor.said.subscribe((said) => {
      if (said === "") return;
      clearTimeout(timer);
      mine.take();
      // The same words again are only new when the region was empty before, and the signal too.
      done.value = editor.said.value = "";
      clearTimeout(again);
      again = setTimeout(() => done.value = last = unlike(last, said), AGAIN_MS);
    });
    return () => {
      clearTimeout(timer);
      clearTimeout(again);
      stop();
      mine.close();
    };
  }, [editor]);
  const notice = useDelayed(editor.done), problem = useDelayed(editor.problem);
  const status = useMemo(() => new SpokenStatus(), [editor]);
  useEffect(() => () => status.close(), [status]);
  useSignalEffect(() => {
    const now = editor.status.value;
    status.see(now.kind, statusWords(now, editor.role.value));
  });
  return (
    <div class="unseen">
      {region(news, "others-did")}
      {region(done, "said")}
      {region(status.text)}
      {region(notice)}
      <p aria-live="assertive" aria-atomic>{problem.value}</p>
    </div>
  );
}

function useDelayed(words: ReadonlySignal<string | undefined>): ReadonlySignal<string | undefined> {
  const delayed = useSignal<string>(), last = useRef("");
  useSignalEffect(() => {
    const text = words.value;
    const timer = setTimeout(
      () => delayed.value = text && (last.current = unlike(last.current, text)),
      NOTICE_MS,
    );
    return () => clearTimeout(timer);
  });
  return delayed;
}

/** What Orca speaks although it spoke the same last: it takes the same text twice for one event. */
function unlike(last: string, words: string): string {
  return words === last ? `${words}\u00a0` : words;
}

function region(words: ReadonlySignal<string | undefined>, name?: string) {
  return <p class={name} aria-live="polite" aria-atomic>{words.value}</p>;
}
