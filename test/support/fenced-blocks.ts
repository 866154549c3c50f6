// The fenced code blocks of a Markdown file.

export interface FencedBlock {
  readonly language: string;
  readonly text: string;
}

/** All blocks, in their order. */
export const fencedBlocks = (markdown: string): FencedBlock[] =>
  [...markdown.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].map(([, language, text]) => ({
    language: language as string,
    text: text as string,
  }));
