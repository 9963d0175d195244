import { batch, computed, effect, signal } from "@preact/signals-core";
import { systemClock } from "../../board/clock.ts";
import type { Point } from "../../board/figure/point.ts";
import type { ShapeId } from "../../board/id.ts";
import type { ImageShape, PdfPageOf } from "../../board/shape.ts";
import { uncropped } from "../editor/arrange/cropping.ts";
import type { Editor } from "../editor/editor.ts";
import type { Images } from "../editor/images.ts";
import type { PageLink } from "../editor/pdf.ts";
import { Problem } from "../editor/problem.ts";
import { FILES } from "../messages/en/export.ts";
import { IMAGES } from "../messages/en/images.ts";
import type { Pictures } from "../render/paint/shape_painter.ts";
import { type AssetServer, assetServer } from "./asset_request.ts";
import { chosenPictures } from "./chosen_pictures.ts";
import { broughtPictures } from "./brought_pictures.ts";
import { type CopiedFrom, copiedFrom } from "./copied_from.ts";
import { ImageUses } from "./image_uses.ts";
import { AssetDatabase, type KeptAssets } from "./kept_assets.ts";
import { newImages, pictureOf, replaced } from "./new_images.ts";
import { PictureBytes } from "./picture_bytes.ts";
import { preparedFiles, preparedPage } from "./picture_files.ts";
import { PictureLevels } from "./picture_levels.ts";
import { PicturePainter } from "../render/paint/picture_painter.ts";
import { Scaler } from "./scaler.ts";
import { PdfDesk } from "../pdf/pdf_desk.ts";
import { hashOf } from "./scaling.ts";
import { Uploads } from "./uploads.ts";

/** Pictures of pasted images for which nobody answered are looked for again after this, ms. */
const BRING_MS = 10_000;

export interface ImageDeskOptions {
  /** The link that opens the board now. */
  readonly slug: () => string;
  /** Names the copy of the board on this device. */
  readonly lasting: string;
  /** Shows these shapes as they look now. */
  readonly repaint: (ids: Iterable<ShapeId>) => void;
  /** Bytes that are not on this device come from here. */
  readonly server?: AssetServer;
  readonly kept?: KeptAssets;
  /** Pictures of pasted images come from here. */
  readonly copied?: CopiedFrom;
}

/** The pictures of a board: adds them, sends them, fetches them and has them painted. */
export class ImageDesk implements Images {
  readonly #editor: Editor;
  readonly #repaint: ImageDeskOptions["repaint"];
  readonly #uploads: Uploads;
  readonly #bytes: PictureBytes;
  readonly #levels: PictureLevels;
  readonly #uses: ImageUses;
  readonly #pdfs: PdfDesk;
  readonly #server: AssetServer;
  readonly #copied: CopiedFrom;
  readonly #slug: () => string;
  readonly #scaler = new Scaler();
  /** Pictures that were given up, in case the person takes that back. */
  readonly #cancelled = new Map<string, Blob>();
  /** How many times pictures of pasted images are being looked for. Meanwhile nobody knows whether they are saved. */
  readonly #bringing = signal(0);
  /** Pictures of pasted images that are not here, while the server does not say whether it has them. */
  readonly #unbrought = signal<ReadonlySet<string>>(new Set());
  #cancelBringing = () => {};
  readonly #ended = new AbortController();
  #stop = () => {};

  readonly painter: Pictures;

  constructor(editor: Editor, options: ImageDeskOptions) {
    const { slug, lasting, repaint, server = assetServer(slug), kept, copied = copiedFrom() } = options;
    this.#editor = editor;
    this.#server = server;
    this.#copied = copied;
    this.#slug = slug;
    this.#repaint = repaint;
    const uploads = this.#uploads = new Uploads({
      server,
      kept: kept ?? new AssetDatabase(lasting),
      clock: systemClock,
    });
    const bytes = this.#bytes = new PictureBytes({
      server,
      local: (asset) => uploads.bytesOf(asset),
      clock: systemClock,
      changed: (asset) => {
        this.#levels.arrived(asset);
        this.#changed(asset);
      },
    });
    const levels = this.#levels = new PictureLevels({
      bytesOf: (asset) => bytes.get(asset),
      changed: (asset) => this.#changed(asset),
    });
    this.#uses = new ImageUses(editor.shapes, (asset) => this.#used(asset));
    const pdfs = this.#pdfs = new PdfDesk(editor, {
      bytes: (asset) => bytes.wait(asset),
      prepare: (picture) => preparedPage(picture, this.#scaler),
      send: (assets) => this.#send(assets),
      repaint: (asset) => this.#changed(asset),
    });
    this.painter = new PicturePainter({
      find: (shape, width) => levels.get(shape, width),
      isMissing: ({ asset }) => bytes.isMissing(asset) || levels.isBroken(asset),
      details: (shape, part, width) => pdfs.details(shape, part, width),
    });
    const ended = this.#ended.signal;
    addEventListener("online", () => this.retry(), { signal: ended });
    // The board may have been frozen or closed for a while.
    const maySend = computed(() => editor.canDraw.value && editor.status.value.kind !== "locked");
    ended.addEventListener("abort", maySend.subscribe((may) => may && this.retry()));
    void uploads.resume().then(() => {
      if (ended.aborted) return;
      this.#stop = effect(() => {
        const unbrought = [...this.#unbrought.value].map((asset) => ({ asset, bytes: 0, isKept: false }));
        const list = [...uploads.list.value, ...unbrought];
        editor.uploads.value = this.#bringing.value > 0 ? undefined : list;
      });
      repaint(this.#uses.ids());
    });
  }

  async add(files: readonly Blob[], at?: Point): Promise<void> {
    const { camera, shapes, writer, selection, tool } = this.#editor;
    const pictures = await this.#prepared(files);
    if (pictures.length === 0) return;
    const images = newImages(pictures, {
      newId: this.#editor.newShapeId,
      above: shapes.topOrder,
      at: at ?? camera.toBoard(camera.centre()),
      view: camera.view(),
      ratio: globalThis.devicePixelRatio ?? 1,
    });
    writer.add(images);
    tool.value = "select";
    selection.set(images.map(({ id }) => id));
    this.#send(pictures);
  }

  async take(files: readonly Blob[]) {
    const isOriginal = this.#editor.settings.peek().keepsImageSize;
    const prepared = await Promise.all(files.map(async (file) => {
      const { pictures: [picture] } = await preparedFiles([file], { scaler: this.#scaler, isOriginal });
      return picture as typeof picture | undefined;
    }));
    const known = prepared.filter((picture) => picture !== undefined);
    return { taken: prepared.map((picture) => picture && pictureOf(picture)), send: () => this.#send(known) };
  }

  async choose({ camera, at }: { readonly camera: boolean; readonly at?: Point }): Promise<void> {
    const files = await chosenPictures({ isSeveral: !camera, isCamera: camera });
    if (files.length > 0) await this.add(files, at);
  }

  addPdfs(files: readonly File[], at?: Point): void {
    this.#pdfs.add(files, at);
  }

  pageText(page: PdfPageOf): Promise<string | undefined> {
    return this.#pdfs.text(page);
  }

  pageLinks(page: PdfPageOf): Promise<readonly PageLink[] | undefined> {
    return this.#pdfs.links(page);
  }

  async replace(id: ShapeId): Promise<void> {
    const [file] = await chosenPictures({ isSeveral: false, isCamera: false });
    if (file === undefined) return;
    const [picture] = await this.#prepared([file]);
    const image = this.#editor.shapes.get(id);
    if (picture === undefined || image?.kind !== "image") return;
    this.#editor.writer.change(new Map([[id, replaced(image, picture)]]));
    this.#send([picture]);
  }

  showWhole(id: ShapeId): void {
    const image = this.#editor.shapes.get(id);
    if (image?.kind === "image") this.#editor.writer.change(new Map([[id, uncropped(image)]]));
  }

  retry(asset?: string): void {
    this.#uploads.retry(asset);
    this.#bytes.retry();
    this.#pdfs.retry();
    if (this.#unbrought.peek().size > 0) void this.bring(new Set());
  }

  cancel(asset: string): void {
    const bytes = this.#uploads.bytesOf(asset);
    if (bytes) this.#cancelled.set(asset, bytes);
    this.#uploads.cancel(asset);
    this.#unbrought.value = new Set([...this.#unbrought.peek()].filter((other) => other !== asset));
    this.#editor.writer.remove(this.#uses.of(asset));
  }

  async keep(asset: string, bytes: Blob): Promise<void> {
    if (await hashOf(bytes) === asset) this.#send([{ asset, bytes }]);
  }

  copied(): void {
    this.#copied.note(this.#slug());
  }

  async bring(assets: ReadonlySet<string>): Promise<void> {
    const { signal } = this.#ended;
    const wanted = new Set([...assets, ...this.#unbrought.peek()]);
    this.#cancelBringing();
    this.#bringing.value++;
    const { brought, missing, later } = await broughtPictures(
      [...wanted].filter((asset) => this.#uploads.bytesOf(asset) === undefined),
      { server: this.#server, from: this.#copied, signal },
    );
    if (signal.aborted) return;
    batch(() => {
      this.#send(brought);
      const others = [...this.#unbrought.peek()].filter((asset) => !wanted.has(asset));
      this.#unbrought.value = new Set([...others, ...later.filter((asset) => this.#uses.of(asset).size > 0)]);
      this.#bringing.value--;
    });
    if (this.#unbrought.peek().size > 0) {
      this.#cancelBringing();
      this.#cancelBringing = systemClock.after(BRING_MS, () => void this.bring(new Set()));
    }
    if (missing > 0) this.#editor.problem.value = IMAGES.leftBehind({ count: missing });
  }

  bytes(asset: string): Promise<Blob | undefined> {
    return this.#bytes.wait(asset);
  }

  async decoded(shape: ImageShape, width: number): Promise<ImageBitmap> {
    return await this.#pdfs.page(shape, width) ?? await this.#levels.decoded(shape, width);
  }

  close(): void {
    this.#ended.abort();
    this.#stop();
    this.#cancelBringing();
    for (const part of [this.#uploads, this.#bytes, this.#levels, this.#uses, this.#pdfs, this.#scaler]) part.close();
  }

  async #prepared(files: readonly Blob[]) {
    const { canDraw, done, problem, settings } = this.#editor;
    if (!canDraw.peek()) throw new Problem(FILES.noFilesByView);
    const words = done.value = IMAGES.preparing({ count: files.length });
    const isOriginal = settings.peek().keepsImageSize;
    const prepared = await preparedFiles(files, { scaler: this.#scaler, isOriginal });
    if (done.peek() === words) done.value = undefined;
    if (prepared.problem) problem.value = prepared.problem;
    return prepared.pictures;
  }

  #send(pictures: readonly { readonly asset: string; readonly bytes: Blob }[]): void {
    for (const { asset, bytes } of pictures) {
      this.#bytes.put(asset, bytes);
      // The server may have a picture that other images show: somebody sent it earlier.
      void this.#uploads.add(asset, bytes, this.#uses.of(asset).size > 1);
    }
  }

  /** An image with a picture that was given up came back by undo. */
  #used(asset: string): void {
    const bytes = this.#cancelled.get(asset);
    if (bytes === undefined) return;
    this.#cancelled.delete(asset);
    void this.#uploads.add(asset, bytes);
  }

  #changed(asset: string): void {
    this.#repaint(this.#uses.of(asset));
  }
}

// Whoever loads this shows animations as well.
export { AnimationLayer } from "./animation_layer.ts";
