import { Fragment } from "preact";
import { useComputed, useSignal } from "@preact/signals";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { rightsOf } from "../../../board/role.ts";
import { CONTROLS } from "../../messages/en/controls.ts";
import { INTERFACE } from "../../messages/en/interface.ts";
import { TALK } from "../../messages/en/people/talk.ts";
import { COMMENTS } from "../../messages/en/people/comments.ts";
import { CommentList } from "../comments/comment_list.tsx";
import { Tabs } from "../controls/tabs.tsx";
import { SidePanel } from "../controls/side_panel.tsx";
import type { PanelProps } from "../panel.ts";
import { Composer } from "./composer/composer.tsx";
import type { Conversation } from "./conversation.ts";
import { mentionable } from "./composer/mentionable.ts";
import { MessageItem } from "./message_item.tsx";
import { OutboundItem } from "./outbound_item.tsx";
import { wordsOf } from "./talk_words.ts";

/** Distance from the end of the list within which it follows new messages, CSS pixels. */
const END_NEAR = 60;
/** Distance from the beginning within which older messages are loaded, CSS pixels. */
const START_NEAR = 200;

/** What people say on the board: the chat and the comments. */
export function TalkPanel({ editor, talk, close }: PanelProps) {
  const tab = useSignal(editor.panel.peek()?.name ?? "talk");
  const hasField = tab.peek() === "talk" && rightsOf(editor.role.peek() ?? "viewer").comment;
  return (
    <SidePanel class="talk" title={INTERFACE.talk} close={close} focusesTitle={!hasField}>
      <Tabs
        label={INTERFACE.talk}
        chosen={tab.value}
        choose={(name) => void (tab.value = name)}
        tabs={[
          {
            name: "talk",
            label: INTERFACE.chat,
            mark: talk.hasUnread.value && TALK.unread,
            content: () => <Chat editor={editor} talk={talk} />,
          },
          {
            name: "comments",
            label: COMMENTS.title,
            mark: talk.hasNewComments.value && COMMENTS.isNew,
            content: () => <CommentList editor={editor} talk={talk} />,
          },
        ]}
      />
    </SidePanel>
  );
}

/** The conversation on the board. */
function Chat({ editor, talk }: Pick<PanelProps, "editor" | "talk">) {
  const conversation = useSignal<Conversation | "loading" | "failed">("loading");
  const load = () => {
    conversation.value = "loading";
    talk.conversation().then((loaded) => conversation.value = loaded, () => conversation.value = "failed");
  };
  useEffect(load, [talk]);
  const now = conversation.value;
  if (typeof now === "string") return <NotYet isFailed={now === "failed"} retry={load} />;
  return <Loaded editor={editor} talk={talk} conversation={now} />;
}

function NotYet({ isFailed, retry }: { isFailed: boolean; retry: () => void }) {
  return (
    <p class={isFailed ? "talk-note" : "late note talk-note"} aria-live="assertive" aria-atomic>
      {isFailed ? TALK.failed : CONTROLS.loading}{" "}
      {isFailed && <button type="button" class="link-button" onClick={retry}>{TALK.retry}</button>}
    </p>
  );
}

interface LoadedProps extends Pick<PanelProps, "editor" | "talk"> {
  readonly conversation: Conversation;
}

function Loaded({ editor, talk, conversation }: LoadedProps) {
  const { messages, state, problem, desk } = conversation;
  const { outbound, you } = desk;
  const canWrite = useComputed(() => rightsOf(editor.role.value ?? "viewer").comment).value;
  const list = useRef<HTMLDivElement>(null);
  const followsEnd = useRef(true);
  /** What was read before the panel was opened, or the page was hidden. */
  const readBefore = useSignal(talk.read);
  const noteRead = () => {
    if (!document.hidden && followsEnd.current) conversation.noteRead();
  };
  useEffect(() => {
    const turn = () => document.hidden ? void (readBefore.value = conversation.last) : noteRead();
    document.addEventListener("visibilitychange", turn);
    return () => document.removeEventListener("visibilitychange", turn);
  }, []);
  const wanted = useSignal<number | undefined>(undefined);
  const panel = editor.panel.value;
  useEffect(() => {
    wanted.value = undefined;
    if (panel?.message === undefined) return;
    const { message } = panel;
    followsEnd.current = false;
    void conversation.reach(message).then((isThere) => {
      if (isThere) wanted.value = message;
      else editor.problem.value = TALK.notReached;
    });
  }, [panel]);
  const isLoadingOlder = useRef(false);
  const shown = messages.value, pending = outbound.list.value.filter(({ action }) => action.kind === "post");
  useLayoutEffect(() => {
    const box = list.current;
    if (box && followsEnd.current) box.scrollTop = box.scrollHeight;
    noteRead();
  }, [shown, pending]);
  const firstUnread = shown.find(({ number, author }) => number > readBefore.value && author !== you.value)?.number;
  if (state.value === "failed" && shown.length === 0) {
    return (
      <NotYet
        isFailed
        retry={() => void conversation.catchUp()}
      />
    );
  }
  const loadOlder = async () => {
    if (isLoadingOlder.current) return;
    isLoadingOlder.current = true;
    const box = list.current!;
    const fromEnd = box.scrollHeight - box.scrollTop;
    await conversation.loadOlder();
    requestAnimationFrame(() => {
      box.scrollTop = box.scrollHeight - fromEnd;
      isLoadingOlder.current = false;
    });
  };
  const people = () => mentionable(editor, messages.peek(), you.peek());
  const name = () => editor.me.peek().name;
  return (
    <>
      <div
        class="talk-list"
        ref={list}
        role="log"
        // A region would read out every part of a message, and its buttons. The announcer says new ones.
        aria-live="off"
        // Not as its tab: Orca leaves out a name that it has just said.
        aria-label={TALK.messages}
        tabIndex={0}
        onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
          followsEnd.current = scrollHeight - scrollTop - clientHeight < END_NEAR;
          noteRead();
          if (scrollTop < START_NEAR && conversation.hasOlder.peek()) void loadOlder();
        }}
      >
        {conversation.hasOlder.value && (
          <button type="button" class="link-button talk-older" onClick={loadOlder}>{TALK.older}</button>
        )}
        {shown.length === 0 && pending.length === 0 && <p class="note talk-note">{TALK.empty}</p>}
        {shown.map((message, i) => (
          <Fragment key={message.number}>
            {message.number === firstUnread && <p class="unread-line" role="separator">{TALK.unread}</p>}
            <MessageItem
              message={message}
              before={shown[i - 1]}
              you={you.value}
              pictures={desk.pictures}
              theme={editor.theme.value}
              canWrite={editor.canComment.value}
              isOwner={editor.role.value === "owner"}
              isWanted={message.number === wanted.value}
              people={people}
              typed={desk.typed}
              act={(action) => conversation.act(action, name())}
            />
          </Fragment>
        ))}
        {pending.map((message) => (
          <OutboundItem
            key={message.id}
            outbound={message}
            drop={() => outbound.drop(message.id)}
          />
        ))}
      </div>
      <p class="problem talk-note" aria-live="assertive" aria-atomic>
        {problem.value && (
          <>
            {wordsOf(problem.value)}{" "}
            <button type="button" class="link-button" onClick={() => problem.value = undefined}>
              {CONTROLS.close}
            </button>
          </>
        )}
      </p>
      {canWrite
        ? (
          <Composer
            {...desk.typed.get("chat")}
            typing={(text, mentions) => desk.typed.set("chat", { text, mentions })}
            people={people}
            isMuted={editor.moderation.value.muted}
            send={(text, mentions) => {
              followsEnd.current = true;
              outbound.add({ kind: "post", text, ...(mentions.length > 0 && { mentions }) }, name());
            }}
          />
        )
        : <p class="note talk-note">{TALK.readOnly}</p>}
    </>
  );
}
