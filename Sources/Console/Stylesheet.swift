/// The one stylesheet of the pages: no import, no font, no image. Text contrast is above 7:1 in light and dark.
enum Stylesheet {
    static let text = #"""
        :root { color-scheme: light dark; --ink: #1b1f24; --paper: #ffffff; --ground: #eef1f5; --quiet: #464f5b; --line: #6b7684;
          --action: #0b4f8a; --on-action: #ffffff; --notice: #8a1c1c; --notice-ground: #fdf1f0; --done: #17603a; }
        @media (prefers-color-scheme: dark) {
          :root { --ink: #eceff3; --paper: #1c2128; --ground: #12161b; --quiet: #bcc5d0; --line: #8f9aa8;
            --action: #9ccbf5; --on-action: #0d1b29; --notice: #ffb4ab; --notice-ground: #33201f; --done: #8fdcae; }
        }
        * { box-sizing: border-box; }
        html { font-size: 100%; -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
        body { margin: 0; background: var(--ground); color: var(--ink); font-family: system-ui, "Segoe UI", Roboto, sans-serif;
          font-size: 1.0625rem; line-height: 1.55; overflow-wrap: break-word; }
        main { max-width: 38rem; margin: 0 auto; padding: 1rem; }
        section { background: var(--paper); border-top: 0.375rem solid var(--action); border-radius: 0.25rem;
          padding: 1.25rem 1.25rem 1.5rem; margin: 0 0 1.5rem; }
        section.done { border-top-color: var(--done); }
        h1, h2, h3 { line-height: 1.25; margin: 0 0 0.75rem; }
        h1 { font-size: 1.75rem; }
        h1 span { display: block; }
        .languages { display: flex; flex-wrap: wrap; gap: 0.5rem 1.5rem; padding: 0 1.25rem; margin: 0 0 1rem; }
        .languages a[aria-current] { font-weight: 600; text-decoration: none; color: var(--ink); }
        main > h1 { font-size: 1.375rem; padding: 0 1.25rem; }
        h2 { font-size: 1.375rem; }
        h3 { font-size: 1.125rem; }
        p { margin: 0 0 1rem; }
        ul, ol { margin: 0 0 1rem; padding-inline-start: 1.5rem; }
        li { margin: 0 0 0.5rem; }
        a { color: var(--action); display: inline-block; min-height: 1.5rem; }
        a.button { min-height: 3rem; padding: 0.625rem 1.25rem; font-weight: 600; color: var(--on-action); background: var(--action);
          border-radius: 0.25rem; text-decoration: none; }
        .hint { color: var(--quiet); font-size: 1rem; }
        .notice { border-inline-start: 0.375rem solid var(--notice); background: var(--notice-ground); padding: 1rem 1rem 0.5rem;
          margin: 0 0 1.25rem; }
        .notice:focus { outline: 0.1875rem solid var(--notice); outline-offset: 0.125rem; }
        .error { color: var(--notice); font-weight: 600; }
        .facts { margin: 0 0 1rem; }
        .facts div { margin: 0 0 0.25rem; }
        .facts dt, .facts dd { display: inline; margin: 0; }
        .facts dt { color: var(--quiet); }
        details { border-top: 0.0625rem solid var(--line); padding: 0.75rem 0; }
        details p, details form { margin: 0.75rem 0 0; }
        summary { min-height: 1.5rem; font-weight: 600; color: var(--action); cursor: pointer; }
        form { margin: 0 0 1.5rem; }
        label { display: block; font-weight: 600; font-size: 1.125rem; }
        input { display: block; width: 100%; max-width: 22rem; min-height: 3rem; padding: 0.5rem 0.75rem; margin: 0 0 1rem;
          font-family: ui-monospace, Consolas, "DejaVu Sans Mono", monospace; font-size: 1.375rem; letter-spacing: 0.08em;
          text-transform: uppercase; color: var(--ink); background: var(--paper); border: 0.125rem solid var(--line);
          border-radius: 0.25rem; }
        input[aria-invalid="true"] { border-color: var(--notice); }
        button { display: block; width: 100%; max-width: 22rem; min-height: 3rem; padding: 0.625rem 1.25rem; margin: 0 0 1rem;
          font: inherit; font-weight: 600; color: var(--on-action); background: var(--action); border: 0.125rem solid var(--action);
          border-radius: 0.25rem; cursor: pointer; }
        button.second { color: var(--action); background: var(--paper); }
        a:focus-visible, input:focus-visible, button:focus-visible, summary:focus-visible { outline: 0.1875rem solid var(--ink); outline-offset: 0.1875rem; }
        .help { border-top: 0.0625rem solid var(--line); padding-top: 1rem; }
        .help p:last-child { margin-bottom: 0; }
        @media (forced-colors: active) { button, a.button { border: 0.125rem solid ButtonText; } }

        """#
}
