import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { CONNECTION } from "../../messages/en/connection/connection.ts";
import { CONTROLS } from "../../messages/en/controls.ts";
import { SidePanel } from "../controls/side_panel.tsx";
import type { ConnectionChoice, ConnectionSetting } from "./connection_commands.ts";
import type { PanelProps } from "../panel.ts";
import type { LiveConnection } from "./connection_port.ts";
import { changeWords, timeOfDay, transportWord, waitingWords } from "./connection_words.ts";
import { DirectSection } from "./direct_section.tsx";
import { FrameList } from "./frame_list.tsx";
import { RoundTripGraph } from "./round_trip_graph.tsx";

const CHOICES = ["automatic", "websocket", "long polling", "simple polling"] as const;

/** How this page is connected, live. Looks at the connection only while it is open. */
export function ConnectionPanel({ connection, close }: PanelProps) {
  const looked = useSignal<LiveConnection | "loading" | "failed">("loading");
  useEffect(() => {
    let isClosed = false;
    let live: LiveConnection | undefined;
    const failed = () => void (looked.value = "failed");
    if (connection === undefined) failed();
    else {
      connection.look().then((loaded) => {
        if (isClosed) return loaded.close();
        looked.value = live = loaded;
      }, failed);
    }
    return () => {
      isClosed = true;
      live?.close();
    };
  }, [connection]);
  const now = looked.value;
  return (
    <SidePanel class="connection" title={CONNECTION.title} close={close} focusesTitle>
      <div class="connection-body" tabIndex={-1}>
        {connection && <TransportChoices setting={connection} />}
        {typeof now === "string" && (
          <p class={now === "failed" ? "problem" : "late note"} aria-live="assertive" aria-atomic>
            {now === "failed" ? CONTROLS.notLoaded : CONTROLS.loading}
          </p>
        )}
        {typeof now === "object" && (
          <>
            <Facts connection={now} />
            <DirectSection connection={now} />
            <div class="connection-more">
              <Handshake connection={now} />
              <History connection={now} />
            </div>
            <FrameList connection={now} />
          </>
        )}
      </div>
    </SidePanel>
  );
}

function TransportChoices({ setting }: { setting: ConnectionSetting<ConnectionChoice> }) {
  return (
    <label class="connection-choice">
      {CONNECTION.connectBy}
      <select
        class="input"
        value={setting.choice.value}
        onChange={({ currentTarget }) => setting.choose(currentTarget.value as ConnectionChoice)}
      >
        {CHOICES.map((choice) => <option key={choice} value={choice}>{transportWord(choice)}</option>)}
      </select>
    </label>
  );
}

function Facts({ connection }: { connection: LiveConnection }) {
  const state = connection.state.value;
  const transport = transportWord(state.transport);
  const closing = state.isOpen ? undefined : connection.changes.value.findLast(({ kind }) => kind === "closed");
  const protocol = state.transport === "websocket" ? CONNECTION.websocket : state.http || "HTTP";
  return (
    <dl class="connection-facts">
      <dt>{CONNECTION.now}</dt>
      <dd>
        <span aria-live="polite" aria-atomic>
          {(state.isOpen ? CONNECTION.connected : CONNECTION.notConnected)({ transport })}
        </span>
        {closing && <p class="note">{changeWords(closing)}</p>}
      </dd>
      <dt>{CONNECTION.why}</dt>
      <dd>{CONNECTION[state.reason]}</dd>
      <dt>{CONNECTION.address}</dt>
      <dd>
        <bdi dir="ltr">{state.address}</bdi>
      </dd>
      <dt>{CONNECTION.protocol}</dt>
      <dd>{(state.isEncrypted ? CONNECTION.protocolAndTls : CONNECTION.protocolInClear)({ protocol })}</dd>
      <dt>{CONNECTION.subprotocol}</dt>
      <dd>{state.protocol ? <bdi dir="ltr">{state.protocol}</bdi> : CONNECTION.none}</dd>
      <dt>{CONNECTION.roundTrip}</dt>
      <dd class="connection-graph">
        <RoundTripGraph times={connection.roundTrips.value} />
      </dd>
      <dt>{CONNECTION.waiting}</dt>
      <dd>{waitingWords(state)}</dd>
    </dl>
  );
}

function Handshake({ connection }: { connection: LiveConnection }) {
  return (
    <details>
      <summary>{CONNECTION.handshake}</summary>
      <p class="note">{CONNECTION.handshakeNote}</p>
      <pre dir="ltr">{connection.state.value.handshake.join("\n")}</pre>
    </details>
  );
}

function History({ connection }: { connection: LiveConnection }) {
  return (
    <details>
      <summary>{CONNECTION.history}</summary>
      <ul class="connection-history">
        {connection.changes.value.toReversed().map((change, i) => (
          <li key={i}>
            <span class="note">{timeOfDay(change.at)}</span> {changeWords(change)}
          </li>
        ))}
      </ul>
    </details>
  );
}
