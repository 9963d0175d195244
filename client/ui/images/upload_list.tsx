import type { Editor } from "../../editor/editor.ts";
import type { Images, Upload } from "../../editor/images.ts";
import { IMAGES } from "../../messages/en/images.ts";

/** The pictures on their way to the server: how much is sent, and what was refused and why. */
export function UploadList({ editor }: { editor: Editor }) {
  const uploads = editor.uploads.value ?? [];
  const pending = uploads.filter((upload) => upload.refused === undefined);
  const refused = Map.groupBy(uploads.filter((upload) => upload.refused !== undefined), ({ refused }) => refused!);
  const each = (these: readonly Upload[], act: (images: Images, asset: string) => void) => () =>
    void editor.images().then((images) => these.forEach(({ asset }) => act(images, asset)), () => {});
  return (
    <div class="panel uploads" role="status" aria-label={IMAGES.title}>
      {pending.length > 0 && (
        <Pending
          pending={pending}
          stop={each(pending, (images, asset) => images.cancel(asset))}
        />
      )}
      {[...refused].map(([why, these]) => (
        <div key={why} class="upload">
          <p class="problem">{IMAGES[why]({ count: these.length })}</p>
          <div class="upload-acts">
            <button type="button" class="link-button" onClick={each(these, (images, asset) => images.retry(asset))}>
              {IMAGES.retry}
            </button>
            <button type="button" class="link-button" onClick={each(these, (images, asset) => images.cancel(asset))}>
              {IMAGES.remove}
            </button>
          </div>
        </div>
      ))}
    </div>
  );
}

function Pending({ pending, stop }: { pending: readonly Upload[]; stop: () => void }) {
  const count = pending.length;
  const isSending = pending.some(({ sent }) => sent !== undefined);
  const all = pending.reduce((sum, { bytes }) => sum + bytes, 0);
  const percent = Math.floor(pending.reduce((sum, { bytes, sent = 0 }) => sum + bytes * sent, 0) / all * 100);
  return (
    <div class="upload">
      <p>
        {isSending ? IMAGES.sending({ count }) : IMAGES.waiting({ count })}
        {isSending && <span class="note" aria-hidden="true">{` ${IMAGES.part({ percent })}`}</span>}
      </p>
      {isSending && <progress max={100} value={percent} aria-label={IMAGES.progress} />}
      {!isSending && <p class="note">{pending.every(({ isKept }) => isKept) ? IMAGES.keptHere : IMAGES.notKept}</p>}
      <div class="upload-acts">
        <button type="button" class="link-button" onClick={stop}>{IMAGES.stop}</button>
      </div>
    </div>
  );
}
