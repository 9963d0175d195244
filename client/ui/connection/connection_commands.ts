import type { ReadonlySignal } from "@preact/signals";
import type { Command } from "../../editor/command.ts";
import type { LiveConnection } from "./connection_port.ts";

/** What may carry the connection of this device. */
export interface ConnectionSetting<Choice extends string = string> {
  readonly choice: ReadonlySignal<Choice>;
  choose(choice: Choice): void;
  /** Begins to look at the connection. */
  look(): Promise<LiveConnection>;
}

const COMMANDS = [
  { choice: "automatic", id: "connect.automatic", label: "Connect automatically" },
  { choice: "websocket", id: "connect.websocket", label: "Connect by WebSocket only" },
  { choice: "long polling", id: "connect.long", label: "Connect by long polling only" },
  { choice: "simple polling", id: "connect.simple", label: "Connect by simple polling only" },
] as const;

/** Commands that choose what carries the connection, for networks where the automatic choice is not the best. */
export function connectionCommands(
  setting: ConnectionSetting<typeof COMMANDS[number]["choice"]>,
): readonly Command[] {
  return COMMANDS.map(({ choice, id, label }) => ({
    id,
    label,
    group: "View",
    keys: [],
    applies: () => setting.choice.value !== choice,
    run: () => setting.choose(choice),
  }));
}

export type ConnectionChoice = typeof COMMANDS[number]["choice"];
