/// The one stylesheet of the citizen's pages. Contrast at least 4.5:1 in light and dark (WCAG 2.2 §1.4.3).
enum PageStyle {
    static let css = """
        :root { color-scheme: light dark; --ink: #1b1b1f; --paper: #ffffff; --soft: #4a4a55; --line: #767684; --accent: #0b4f9e; --on: #ffffff; }
        @media (prefers-color-scheme: dark) {
          :root { --ink: #f1f1f4; --paper: #16161a; --soft: #c3c3cd; --line: #9a9aa8; --accent: #8ab8ff; --on: #10131a; }
        }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--paper); color: var(--ink); font: 1.0625rem/1.55 system-ui, sans-serif; }
        main { max-width: 36rem; margin: 0 auto; padding: 1.5rem 1rem 3rem; }
        section + section { border-top: 1px solid var(--line); margin-top: 2rem; padding-top: 1rem; }
        h1 { font-size: 1.6rem; line-height: 1.25; margin: 1rem 0; }
        label { display: block; font-weight: 600; margin-top: 1rem; }
        .hint, .note { color: var(--soft); margin: .35rem 0; }
        input { width: 100%; padding: .7rem; font: 1.35rem/1.3 ui-monospace, monospace; letter-spacing: .08em; color: inherit;
          background: transparent; border: 2px solid var(--line); border-radius: .35rem; }
        button { margin: 1rem 0; min-height: 3rem; padding: .6rem 1.6rem; font: inherit; font-weight: 600; color: var(--on);
          background: var(--accent); border: 0; border-radius: .35rem; cursor: pointer; }
        :focus-visible { outline: 3px solid var(--accent); outline-offset: 3px; }
        [role="alert"] { border-left: .3rem solid var(--accent); padding-left: .8rem; }

        """
}
