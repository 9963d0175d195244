import type { ReadonlySignal } from "@preact/signals";

export type DirectState = "unsupported" | "resting" | "view only" | "asking" | "no answer" | "full" | "on";

export interface DirectPerson {
  readonly id: number;
  readonly name: string;
  readonly state: "connecting" | "open" | "failed";
  /** Undefined until measured. */
  readonly roundTripMs: number | undefined;
}

/** Whether this device connects directly to other people, and how that goes. */
export interface DirectSetting {
  readonly isOn: ReadonlySignal<boolean>;
  readonly state: ReadonlySignal<DirectState>;
  /** Those of whom the server says that they connect directly. */
  readonly people: ReadonlySignal<readonly DirectPerson[]>;
  switch(isOn: boolean): void;
}
