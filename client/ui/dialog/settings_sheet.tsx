import type { ComponentChildren } from "preact";
import type { Editor } from "../../editor/editor.ts";
import type { Settings } from "../../editor/settings.ts";
import { SETTINGS } from "../../messages/en/settings.ts";

/** The settings of this device. Each takes effect at once. */
export function SettingsSheet({ editor }: { editor: Editor }) {
  const { settings, grid, fingers } = editor;
  const { theme, wheel, hasLetterKeys } = settings.value;
  const change = (part: Partial<Settings>) => void (settings.value = { ...settings.peek(), ...part });
  return (
    <form class="settings" onSubmit={(event) => event.preventDefault()}>
      <Choice
        title={SETTINGS.theme}
        name="theme"
        chosen={theme}
        options={[["system", SETTINGS.system], ["light", SETTINGS.light], ["dark", SETTINGS.dark]]}
        choose={(theme) => change({ theme })}
      />
      <Choice
        title={SETTINGS.wheel}
        name="wheel"
        chosen={wheel}
        options={[["pan", SETTINGS.wheelPan], ["zoom", SETTINGS.wheelZoom]]}
        choose={(wheel) => change({ wheel })}
      />
      {fingers.isPossible.value && (
        <Choice
          title={SETTINGS.fingers}
          name="fingers"
          chosen={fingers.pans.value ? "pan" : "draw"}
          options={[["draw", SETTINGS.fingerDraw], ["pan", SETTINGS.fingerPan]]}
          choose={(choice) => fingers.chosen.value = choice}
        />
      )}
      <Part title={SETTINGS.board}>
        <Check isOn={grid.value} set={(isOn) => grid.value = isOn}>{SETTINGS.grid}</Check>
      </Part>
      <Part title={SETTINGS.keyboard}>
        <Check isOn={hasLetterKeys} set={(hasLetterKeys) => change({ hasLetterKeys })}>{SETTINGS.letterKeys}</Check>
      </Part>
      <Part title={SETTINGS.account}>
        <a href="/account" target="_blank">{SETTINGS.openAccount}</a>
      </Part>
      <p class="note">{SETTINGS.kept}</p>
    </form>
  );
}

interface ChoiceProps<Value extends string> {
  readonly title: string;
  readonly name: string;
  readonly chosen: Value;
  readonly options: readonly (readonly [value: Value, label: string])[];
  readonly choose: (value: Value) => void;
}

function Choice<Value extends string>({ title, name, chosen, options, choose }: ChoiceProps<Value>) {
  return (
    <Part title={title}>
      {options.map(([value, label]) => (
        <label key={value}>
          <input type="radio" name={`setting-${name}`} checked={value === chosen} onChange={() => choose(value)} />
          {label}
        </label>
      ))}
    </Part>
  );
}

function Check(
  { isOn, set, children }: { isOn: boolean; set: (isOn: boolean) => void; children: ComponentChildren },
) {
  return (
    <label>
      <input type="checkbox" checked={isOn} onChange={({ currentTarget }) => set(currentTarget.checked)} />
      {children}
    </label>
  );
}

function Part({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <fieldset>
      <legend>{title}</legend>
      {children}
    </fieldset>
  );
}
