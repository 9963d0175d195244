import type { Editor } from "../../editor/editor.ts";
import type { Settings } from "../../editor/settings.ts";
import { SETTINGS } from "../../messages/en/settings.ts";
import { CheckField, ChoiceField, FieldGroup } from "./option_fields.tsx";

/** The settings of this device. Each takes effect at once. */
export function SettingsSheet({ editor }: { editor: Editor }) {
  const { settings, grid, fingers } = editor;
  const { theme, wheel, hasLetterKeys } = settings.value;
  const change = (part: Partial<Settings>) => void (settings.value = { ...settings.peek(), ...part });
  return (
    <form class="settings" onSubmit={(event) => event.preventDefault()}>
      <ChoiceField
        title={SETTINGS.theme}
        chosen={theme}
        options={[["system", SETTINGS.system], ["light", SETTINGS.light], ["dark", SETTINGS.dark]]}
        choose={(theme) => change({ theme })}
      />
      <ChoiceField
        title={SETTINGS.wheel}
        chosen={wheel}
        options={[["pan", SETTINGS.wheelPan], ["zoom", SETTINGS.wheelZoom]]}
        choose={(wheel) => change({ wheel })}
      />
      {fingers.isPossible.value && (
        <ChoiceField
          title={SETTINGS.fingers}
          chosen={fingers.pans.value ? "pan" : "draw"}
          options={[["draw", SETTINGS.fingerDraw], ["pan", SETTINGS.fingerPan]]}
          choose={(choice) => fingers.chosen.value = choice}
        />
      )}
      <FieldGroup title={SETTINGS.board}>
        <CheckField isOn={grid.value} set={(isOn) => grid.value = isOn}>{SETTINGS.grid}</CheckField>
      </FieldGroup>
      <FieldGroup title={SETTINGS.keyboard}>
        <CheckField isOn={hasLetterKeys} set={(hasLetterKeys) => change({ hasLetterKeys })}>
          {SETTINGS.letterKeys}
        </CheckField>
      </FieldGroup>
      <FieldGroup title={SETTINGS.account}>
        <a href="/account" target="_blank">{SETTINGS.openAccount}</a>
      </FieldGroup>
      <p class="note">{SETTINGS.kept}</p>
    </form>
  );
}
