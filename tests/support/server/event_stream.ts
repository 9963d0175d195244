export interface StreamEvent {
  readonly name: string;
  readonly content: unknown;
}

/** The events of a server-sent event stream with JSON content. Ends with the stream. */
export async function* readEvents(body: ReadableStream<BufferSource>): AsyncGenerator<StreamEvent> {
  let rest = "";
  for await (const text of body.pipeThrough(new TextDecoderStream())) {
    const blocks = (rest + text).split("\n\n");
    rest = blocks.pop()!;
    for (const block of blocks) {
      const name = block.match(/^event: (.*)$/m)?.[1];
      const content = block.match(/^data: (.*)$/m)?.[1];
      if (name !== undefined && content !== undefined) yield { name, content: JSON.parse(content) };
    }
  }
}
