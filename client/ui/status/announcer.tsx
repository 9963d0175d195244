import { useSignalEffect } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import type { Editor } from "../../editor/editor.ts";
import type { SpokenWords } from "../../editor/speech/spoken_words.ts";
import { NoticeRegion, ProblemRegion, useSpokenWords } from "../controls/live_region.tsx";
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

/** Delay of announcements, ms: what has just received the focus is read first, and would interrupt them. */
const AFTER_FOCUS_MS = 50;

/** Delay after the last local change before it is announced, ms. While a key is held, only the result is announced. */
const REST_MS = 300;

/**
 * Announces to screen readers what others and the local user did, and trouble with saving, and tells the page of people
 * and saved changes. The regions have no names, as some screen readers say the name before every text.
 */
export function Announcer({ editor }: { editor: Editor }) {
  const news = useSpokenWords();
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
  const done = useSpokenWords();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined, saying: typeof timer;
    const mine = new OwnNews(editor, () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        const words = mine.take();
        if (words) done.value = words;
      }, REST_MS);
    });
    // An explicit announcement replaces the generic one.
    const stop = editor.said.times.subscribe((times) => {
      if (times === 0) return;
      clearTimeout(timer);
      mine.take();
      clearTimeout(saying);
      saying = setTimeout(() => done.value = editor.said.peek(), AFTER_FOCUS_MS);
    });
    return () => {
      clearTimeout(timer);
      clearTimeout(saying);
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
      <NoticeRegion class="others-did" words={news} />
      <NoticeRegion class="said" words={done} />
      <p aria-live="polite" aria-atomic>{status.text.value}</p>
      <NoticeRegion class="" words={notice} />
      <ProblemRegion class="" words={problem} />
    </div>
  );
}

function useDelayed(words: SpokenWords<string | undefined>): SpokenWords<string | undefined> {
  const delayed = useSpokenWords();
  useSignalEffect(() => {
    const text = words.value;
    void words.times.value;
    const timer = setTimeout(() => delayed.value = text, NOTICE_MS);
    return () => clearTimeout(timer);
  });
  return delayed;
}
