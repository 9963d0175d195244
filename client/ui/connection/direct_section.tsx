import { DIRECT_PEOPLE_MAX } from "../../../board/wire/direct_limits.ts";
import { DIRECT } from "../../messages/en/connection/direct.ts";
import type { LiveConnection } from "./connection_port.ts";
import type { DirectPerson, DirectSetting } from "./direct_port.ts";

/** The switch for direct connections, and how they are. */
export function DirectSection({ connection: { direct, roundTrips } }: { connection: LiveConnection }) {
  const isOn = direct.isOn.value;
  return (
    <div class="direct" role="group" aria-label={DIRECT.title}>
      <label>
        <input
          type="checkbox"
          checked={isOn}
          aria-describedby="direct-explanation"
          onChange={({ currentTarget }) => direct.switch(currentTarget.checked)}
        />
        {DIRECT.connect}
      </label>
      <p id="direct-explanation" class="note">{DIRECT.explanation}</p>
      {isOn && <p aria-live="polite" aria-atomic>{stateWords(direct)}</p>}
      {isOn && direct.people.value.length > 0 && (
        <table>
          <thead>
            <tr>
              {[DIRECT.person, DIRECT.directly, DIRECT.server].map((title) => <th key={title} scope="col">{title}</th>)}
            </tr>
          </thead>
          <tbody>
            {direct.people.value.map((person) => (
              <tr key={person.id}>
                <th scope="row" dir="auto">{person.name}</th>
                <td>{personWords(person)}</td>
                <td>{milliseconds(roundTrips.value.at(-1))}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}

function stateWords({ state, people }: DirectSetting): string {
  switch (state.value) {
    case "unsupported":
      return DIRECT.unsupported;
    case "resting":
      return DIRECT.resting;
    case "view only":
      return DIRECT.viewOnly;
    case "asking":
      return DIRECT.asking;
    case "no answer":
      return DIRECT.noAnswer;
    case "full":
      return DIRECT.full({ count: DIRECT_PEOPLE_MAX });
    case "on":
      return people.value.length === 0 ? DIRECT.alone : DIRECT.others;
  }
}

function personWords({ state, roundTripMs }: DirectPerson): string {
  if (state === "connecting") return DIRECT.connecting;
  return state === "failed" ? DIRECT.failed : milliseconds(roundTripMs);
}

function milliseconds(ms: number | undefined): string {
  return ms === undefined ? DIRECT.measuring : DIRECT.milliseconds({ count: Math.round(ms) });
}
