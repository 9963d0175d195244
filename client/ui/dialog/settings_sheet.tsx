import type { Editor } from "../../editor/editor.ts";
import type { Settings } from "../../editor/settings.ts";
import { SETTINGS } from "../../messages/en/settings.ts";
import { chooseLanguage, chosenLanguage, languageName, languageTags } from "../page/language_choice.ts";
import { useFrames } from "../view/use_frames.ts";
import { canAskToNotify, enableNotifying } from "../notices/browser_notification.ts";
import { DeviceField } from "../offline/device_field.tsx";
import { CheckField, ChoiceField, FieldGroup } from "./option_fields.tsx";

const NEWS_SETTINGS = ["showsPeople", "showsSaved", "showsOwner", "showsFreezing", "showsMentions"] as const;
/** Nobody else is told of links. */
const OWNER_SETTINGS = ["showsLinks"] as const;

/** Changes some settings. */
type Change = (part: Partial<Settings>) => void;

/** The settings of this device. Each takes effect at once. */
export function SettingsSheet({ editor }: { editor: Editor }) {
  const { settings, grid, fingers } = editor;
  const {
    theme,
    motion,
    wheel,
    rightButton,
    snaps,
    keepsImageSize,
    hasLetterKeys,
    showsMessages,
    soundsMessages,
    showsCursors,
  } = settings.value;
  const change: Change = (part) => void (settings.value = { ...settings.peek(), ...part });
  const isFirstFrame = useFrames(1) === 0;
  return (
    <form class={isFirstFrame ? "settings is-begun" : "settings"} onSubmit={(event) => event.preventDefault()}>
      <ChoiceField
        title={SETTINGS.theme}
        chosen={theme}
        options={[["system", SETTINGS.system], ["light", SETTINGS.light], ["dark", SETTINGS.dark]]}
        choose={(theme) => change({ theme })}
      />
      <ChoiceField
        title={SETTINGS.motion}
        chosen={motion}
        options={[["system", SETTINGS.motionSystem], ["less", SETTINGS.motionLess]]}
        choose={(motion) => change({ motion })}
      />
      <LanguageField />
      <ChoiceField
        title={SETTINGS.wheel}
        chosen={wheel}
        options={[["pan", SETTINGS.wheelPan], ["zoom", SETTINGS.wheelZoom]]}
        choose={(wheel) => change({ wheel })}
      />
      <ChoiceField
        title={SETTINGS.rightButton}
        chosen={rightButton}
        options={[["menu", SETTINGS.rightMenu], ["pan", SETTINGS.rightPan]]}
        choose={(rightButton) => change({ rightButton })}
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
        <CheckField isOn={snaps} set={(snaps) => change({ snaps })}>{SETTINGS.snaps}</CheckField>
        <CheckField isOn={keepsImageSize} set={(keepsImageSize) => change({ keepsImageSize })}>
          {SETTINGS.keepsImageSize}
        </CheckField>
      </FieldGroup>
      <FieldGroup title={SETTINGS.people}>
        <CheckField isOn={showsCursors} set={(showsCursors) => change({ showsCursors })}>
          {SETTINGS.showsCursors}
        </CheckField>
      </FieldGroup>
      <FieldGroup title={SETTINGS.keyboard}>
        <CheckField isOn={hasLetterKeys} set={(hasLetterKeys) => change({ hasLetterKeys })}>
          {SETTINGS.letterKeys}
        </CheckField>
      </FieldGroup>
      <FieldGroup title={SETTINGS.chat}>
        <CheckField isOn={showsMessages} set={(showsMessages) => change({ showsMessages })}>
          {SETTINGS.showsMessages}
        </CheckField>
        <CheckField isOn={soundsMessages} set={(soundsMessages) => change({ soundsMessages })}>
          {SETTINGS.soundsMessages}
        </CheckField>
      </FieldGroup>
      {!isFirstFrame && <LowerSettings editor={editor} change={change} />}
    </form>
  );
}

/** Those below the lower edge of most screens. They follow the first frame, so that the dialog opens at once. */
function LowerSettings({ editor, change }: { editor: Editor; change: Change }) {
  const settings = editor.settings.value;
  return (
    <>
      <FieldGroup title={SETTINGS.news}>
        {[...NEWS_SETTINGS, ...(editor.role.value === "owner" ? OWNER_SETTINGS : [])].map((name) => (
          <CheckField
            key={name}
            isOn={settings[name]}
            set={(isOn) => change({ [name]: isOn })}
          >
            {SETTINGS[name]}
          </CheckField>
        ))}
        {canAskToNotify() && (
          <CheckField
            isOn={settings.notifies}
            set={(isOn) => isOn ? void enableNotifying(editor) : change({ notifies: false })}
          >
            {SETTINGS.notifies}
          </CheckField>
        )}
      </FieldGroup>
      <FieldGroup title={SETTINGS.account}>
        <a href="/account" target="_blank">{SETTINGS.openAccount}</a>
      </FieldGroup>
      <DeviceField editor={editor} />
      <p class="note">{SETTINGS.kept}</p>
    </>
  );
}

/** Shown only where there is a choice. */
function LanguageField() {
  const tags = languageTags();
  if (tags.length === 1) return null;
  const chosen = chosenLanguage() ?? "";
  return (
    <FieldGroup title={SETTINGS.language}>
      <select
        class="input"
        aria-label={SETTINGS.language}
        onChange={({ currentTarget }) => chooseLanguage(currentTarget.value || undefined)}
      >
        <option value="" selected={chosen === ""}>{SETTINGS.languageBrowser}</option>
        {tags.map((tag) => (
          <option key={tag} value={tag} lang={tag} selected={tag === chosen}>{languageName(tag)}</option>
        ))}
      </select>
      <p class="note">{SETTINGS.languageNote}</p>
    </FieldGroup>
  );
}
