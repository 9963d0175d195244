import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Editor } from "../editor/editor.ts";
import { OwnNews } from "../editor/own_news.ts";
import { RemoteNews } from "../editor/remote_news.ts";

/** Others' work is summed up so seldom: a voice that never ends helps nobody. */
const EVERY_MS = 15_000;

/** What I do is said when I have rested for so long: of a key that is held only the end. */
const REST_MS = 300;

/** Says to screen readers what is seen otherwise: who comes and goes, what others do, what I did. */
export function Announcer({ editor }: { editor: Editor }) {
  const news = useSignal("");
  useEffect(() => {
    const remote = new RemoteNews(editor.board);
    let here = new Map(editor.peers.peek().map(({ id, user }) => [id, user.name]));
    const stop = editor.peers.subscribe((peers) => {
      const now = new Map(peers.map(({ id, user }) => [id, user.name]));
      const come = [...now].filter(([id]) => !here.has(id)).map(([, name]) => `${name} is here`);
      const gone = [...here].filter(([id]) => !now.has(id)).map(([, name]) => `${name} left`);
      here = now;
      if (come.length + gone.length > 0) news.value = [...come, ...gone].join(", ");
    });
    const timer = setInterval(() => {
      const said = remote.take();
      if (said) news.value = said;
    }, EVERY_MS);
    return () => {
      remote.close();
      stop();
      clearInterval(timer);
    };
  }, [editor]);
  const done = useSignal("");
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const mine = new OwnNews(editor, () => {
      clearTimeout(timer);
      timer = setTimeout(() => done.value = mine.take() || done.value, REST_MS);
    });
    // Who did it may have better words for it.
    const stop = editor.said.subscribe((said) => {
      clearTimeout(timer);
      mine.take();
      done.value = said;
    });
    return () => {
      clearTimeout(timer);
      stop();
      mine.close();
    };
  }, [editor]);
  return (
    <div class="unseen">
      <p role="status" aria-label="What others do">{news.value}</p>
      <p role="status" aria-label="What was done" class="said">{done.value}</p>
    </div>
  );
}
