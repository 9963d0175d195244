import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Editor } from "../editor/editor.ts";
import { RemoteNews } from "../editor/remote_news.ts";

/** Others' work is summed up so seldom: a voice that never ends helps nobody. */
const EVERY_MS = 15_000;

/** Says to screen readers what is seen otherwise: who comes and goes, what others do, what a command did. */
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
  return (
    <div class="unseen">
      <p role="status" aria-label="What others do">{news.value}</p>
      <p role="status" aria-label="What was done" class="said">{editor.said.value}</p>
    </div>
  );
}
