declare module 'mjml-core' {
  interface MjmlError {
    readonly line: number;
    readonly message: string;
    readonly tagName: string;
  }
  export interface MjmlOptions {
    readonly ignoreIncludes: true;
    readonly fonts: Readonly<Record<string, string>>;
    readonly validationLevel: 'soft';
    readonly presets: readonly object[];
  }
  const mjmlToHtml: (
    source: string,
    options: MjmlOptions,
  ) => Promise<{ readonly html: string; readonly errors: readonly MjmlError[] }>;
  // biome-ignore lint/style/noDefaultExport: the package's own form
  export default mjmlToHtml;
}
declare module 'mjml-preset-core' {
  const preset: object;
  // biome-ignore lint/style/noDefaultExport: the package's own form
  export default preset;
}
