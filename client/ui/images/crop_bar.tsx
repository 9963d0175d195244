import { IMAGES } from "../../messages/en/images.ts";

interface CropBarProps {
  /** Width by height of the whole picture on the board. */
  readonly original: number;
  /** Width by height that the visible part keeps; undefined when it is free. */
  readonly aspect: number | undefined;
  readonly chooseAspect: (aspect: number | undefined) => void;
  readonly isEllipse: boolean;
  readonly chooseEllipse: (is: boolean) => void;
  readonly isWhole: boolean;
  readonly showWhole: () => void;
  readonly cancel: () => void;
  readonly done: () => void;
}

/** What belongs to cropping besides the frame. */
export function CropBar(
  { original, aspect, chooseAspect, isEllipse, chooseEllipse, isWhole, showWhole, cancel, done }: CropBarProps,
) {
  const aspects: readonly (readonly [name: string, aspect: number | undefined])[] = [
    [IMAGES.free, undefined],
    [IMAGES.original, original],
    [IMAGES.square, 1],
    ["4:3", 4 / 3],
    ["3:4", 3 / 4],
    ["16:9", 16 / 9],
  ];
  const chosen = aspects.findIndex(([, each]) => each === aspect);
  return (
    <div
      class="panel crop-bar"
      role="toolbar"
      aria-label={IMAGES.crop}
      onKeyDown={(event) => leave(event, cancel)}
    >
      <select
        aria-label={IMAGES.proportions}
        value={chosen}
        onChange={({ currentTarget }) => chooseAspect(aspects[Number(currentTarget.value)][1])}
      >
        {aspects.map(([name], i) => <option key={name} value={i}>{name}</option>)}
      </select>
      <button type="button" class="secondary" aria-pressed={isEllipse} onClick={() => chooseEllipse(!isEllipse)}>
        {IMAGES.ellipse}
      </button>
      <button type="button" class="secondary" disabled={isWhole} onClick={showWhole}>{IMAGES.wholeImage}</button>
      <button type="button" class="secondary" onClick={cancel}>{IMAGES.cancel}</button>
      <button type="button" class="primary" onClick={done}>{IMAGES.done}</button>
    </div>
  );
}

/** The board receives no keys meanwhile. */
function leave(event: KeyboardEvent, cancel: () => void): void {
  event.stopPropagation();
  if (event.key !== "Escape") return;
  event.preventDefault();
  cancel();
}
