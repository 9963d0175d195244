import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Editor } from "../../editor/editor.ts";
import { OwnNews } from "../../editor/speech/own_changes.ts";
import { RemoteNews } from "../../editor/speech/remote_changes.ts";
import { SPEECH } from "../../messages/en/speech.ts";

/** Interval between summaries of others' work, ms. More frequent ones would drown out everything else. */
const EVERY_MS = 15_000;

/** Delay after the last local change before it is announced, ms. While a key is held, only the result is announced. */
const REST_MS = 300;

/** Announces to screen readers who comes and goes, and what others and the local user did. */
export function Announcer({ editor }: { editor: Editor }) {
  const news = useSignal("");
  useEffect(() => {
    const remote = new RemoteNews(editor.board);
    let here = new Map(editor.peers.peek().map(({ id, user }) => [id, user.name]));
    const stop = editor.peers.subscribe((peers) => {
      const now = new Map(peers.map(({ id, user }) => [id, user.name]));
      const come = [...now].filter(([id]) => !here.has(id)).map(([, name]) => SPEECH.came({ name }));
      const gone = [...here].filter(([id]) => !now.has(id)).map(([, name]) => SPEECH.left({ name }));
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
    // An explicit announcement replaces the generic one.
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
      <p role="status" aria-label={SPEECH.othersDo}>{news.value}</p>
      <p role="status" aria-label={SPEECH.youDid} class="said">{done.value}</p>
    </div>
  );
}
