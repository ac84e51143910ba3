/// The stylesheet of the consoles: no import, no font, no image. Its colours are held to their contrast by `ConsoleContrastTests`.
enum ConsoleStylesheet {
    static let text = #"""
        :root { color-scheme: light dark; --ink: #1b1f24; --paper: #ffffff; --ground: #eef1f5; --quiet: #464f5b; --line: #6b7684;
          --action: #0b4f8a; --on-action: #ffffff; --notice: #8a1c1c; --notice-ground: #fdf1f0; --done: #17603a; --done-ground: #eef8f1;
          --wait: #6b4700; --wait-ground: #fff7e6; --bar: #10263d; --on-bar: #ffffff; }
        @media (prefers-color-scheme: dark) {
          :root { --ink: #eceff3; --paper: #1c2128; --ground: #12161b; --quiet: #bcc5d0; --line: #8f9aa8;
            --action: #9ccbf5; --on-action: #0d1b29; --notice: #ffb4ab; --notice-ground: #33201f; --done: #8fdcae; --done-ground: #16281d;
            --wait: #f2c879; --wait-ground: #2d2415; --bar: #0a1622; --on-bar: #ffffff; }
        }
        * { box-sizing: border-box; }
        html { font-size: 100%; -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
        body { margin: 0; background: var(--ground); color: var(--ink); font-family: system-ui, "Segoe UI", Roboto, sans-serif;
          font-size: 1rem; line-height: 1.5; overflow-wrap: break-word; }
        .skip { position: absolute; inset-inline-start: -999rem; }
        .skip:focus { inset-inline-start: 0.5rem; top: 0.5rem; z-index: 1; background: var(--paper); color: var(--ink); padding: 0.75rem 1rem; }
        .bar { background: var(--bar); color: var(--on-bar); padding: 0.5rem 1rem; display: flex; flex-wrap: wrap; gap: 0.5rem 1.5rem;
          align-items: center; }
        .bar p { margin: 0; }
        .bar .brand { font-weight: 700; font-size: 1.125rem; }
        .bar .who { flex: 1 1 8rem; }
        .bar form { display: flex; flex-wrap: wrap; gap: 0.25rem; margin: 0; }
        .bar ul { display: flex; flex-wrap: wrap; gap: 0.25rem 1rem; list-style: none; margin: 0; padding: 0; }
        .bar a { color: var(--on-bar); display: inline-block; min-height: 1.5rem; padding: 0.25rem 0; }
        .bar button { background: transparent; color: var(--on-bar); border: 0.0625rem solid var(--on-bar); border-radius: 0.25rem;
          min-height: 2rem; min-width: 2.5rem; padding: 0.25rem 0.625rem; margin: 0; font-weight: 400; }
        .bar [aria-current] { font-weight: 700; text-decoration-thickness: 0.1875rem; }
        .bar button[aria-current] { background: var(--on-bar); color: var(--bar); }
        main { max-width: 60rem; margin: 0 auto; padding: 1rem; }
        main:has(table) { max-width: 75rem; }
        main:focus { outline: none; }
        footer { max-width: 60rem; margin: 0 auto; padding: 0 1rem 2rem; color: var(--quiet); }
        h1, h2, h3 { line-height: 1.25; margin: 0 0 0.75rem; }
        h1 { font-size: 1.625rem; }
        h2 { font-size: 1.25rem; }
        h3 { font-size: 1.0625rem; }
        p { margin: 0 0 1rem; max-width: 44rem; }
        ul, ol { margin: 0 0 1rem; padding-inline-start: 1.5rem; }
        li { margin: 0 0 0.375rem; }
        a { color: var(--action); }
        main nav a { display: inline-block; min-height: 1.75rem; padding: 0.125rem 0; }
        section, fieldset, .panel { background: var(--paper); border: 0.0625rem solid var(--line); border-radius: 0.375rem; padding: 1rem;
          margin: 0 0 1.25rem; min-width: 0; }
        legend { font-weight: 700; font-size: 1.125rem; padding: 0 0.375rem; background: var(--paper); }
        .group { border: 0; padding: 0; margin: 0 0 1rem; background: transparent; }
        .group legend { font-weight: 600; font-size: 1rem; padding: 0; }
        .wait .group legend { font-weight: 700; font-size: 1.25rem; color: var(--wait); background: transparent; margin: 0 0 0.5rem; }
        .needed { font-weight: 400; color: var(--quiet); }
        li, dd, p { overflow-wrap: anywhere; }
        main li > a { max-width: 100%; display: inline-block; min-height: 1.75rem; padding: 0.125rem 0; }
        .panels { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 20rem), 1fr)); gap: 1.25rem; margin: 0 0 1.25rem; }
        .panels > * { margin: 0; container-type: inline-size; }
        .hint { color: var(--quiet); margin: 0 0 0.375rem; }
        .field { margin: 0 0 1rem; }
        label { font-weight: 600; }
        .choice { display: flex; gap: 0.625rem; align-items: flex-start; margin: 0 0 0.25rem; padding: 0.25rem 0; }
        .choice label { font-weight: 400; }
        .choice input { flex: none; width: 1.5rem; height: 1.5rem; margin: 0; }
        input[type="text"], input[type="email"], input[type="date"], input[type="search"], select, textarea { display: block; width: 100%;
          max-width: 28rem; min-height: 2.75rem; padding: 0.5rem 0.625rem; font: inherit; color: var(--ink); background: var(--paper);
          border: 0.125rem solid var(--line); border-radius: 0.25rem; }
        input.short { max-width: 8rem; }
        [aria-invalid="true"] { border-color: var(--notice) !important; }
        .error { color: var(--notice); font-weight: 600; margin: 0 0 0.375rem; }
        button, a.button { display: inline-block; min-height: 2.75rem; padding: 0.5rem 1.125rem; margin: 0 0.5rem 0.5rem 0; font: inherit;
          font-weight: 600; color: var(--on-action); background: var(--action); border: 0.125rem solid var(--action); border-radius: 0.25rem;
          cursor: pointer; text-decoration: none; }
        button.plain, a.plain { color: var(--action); background: var(--paper); }
        button.danger { color: var(--paper); background: var(--notice); border-color: var(--notice); }
        .notice, .done, .wait { border-inline-start: 0.375rem solid var(--notice); background: var(--notice-ground); padding: 1rem 1rem 0.25rem;
          margin: 0 0 1.25rem; border-radius: 0.25rem; }
        .done { border-color: var(--done); background: var(--done-ground); }
        .wait { border-color: var(--wait); background: var(--wait-ground); }
        .notice h2, .notice h3 { color: var(--notice); }
        .done h2, .done h3 { color: var(--done); }
        .wait h2, .wait h3 { color: var(--wait); }
        .code { font-family: ui-monospace, Consolas, "DejaVu Sans Mono", monospace; font-size: clamp(1.75rem, 13cqi, 3.25rem);
          font-weight: 700; letter-spacing: 0.06em; line-height: 1.2; margin: 0.5rem 0 1rem; overflow-wrap: normal; white-space: nowrap; }
        dl { margin: 0 0 1rem; }
        dl div { display: flex; flex-wrap: wrap; gap: 0 1rem; padding: 0.25rem 0; border-bottom: 0.0625rem solid var(--line); }
        dt { flex: 0 0 12rem; color: var(--quiet); }
        dd { flex: 1 1 12rem; margin: 0; }
        table { border-collapse: collapse; width: 100%; background: var(--paper); }
        caption { text-align: start; font-weight: 600; padding: 0 0 0.5rem; }
        th, td { text-align: start; vertical-align: top; padding: 0.5rem 0.625rem; border-bottom: 0.0625rem solid var(--line); }
        table code { overflow-wrap: anywhere; }
        td a, th a { display: inline-block; min-height: 1.5rem; }
        .chart { display: block; width: 100%; max-width: 44rem; height: auto; margin: 0 0 0.5rem; }
        .chart text { fill: var(--quiet); font-size: 10px; }
        .chart .axis, .chart .grid { stroke: var(--line); stroke-width: 1; }
        .chart .grid { stroke-dasharray: 1 3; }
        .chart .column { fill: var(--action); }
        .chart polyline { fill: none; stroke: var(--action); stroke-width: 2; }
        .chart .two { stroke: var(--notice); stroke-dasharray: 6 3; }
        .chart .three { stroke: var(--done); stroke-dasharray: 2 3; }
        summary { min-height: 1.75rem; cursor: pointer; color: var(--action); font-weight: 600; }
        .preview { width: 100%; height: 36rem; border: 0.0625rem solid var(--line); background: var(--paper); }
        pre { white-space: pre-wrap; overflow-wrap: anywhere; margin: 0; }
        .filters { display: flex; flex-wrap: wrap; gap: 0.75rem 1rem; align-items: flex-end; }
        .filters .field { margin: 0 0 0.5rem; flex: 0 1 16rem; }
        @media (max-width: 40rem) {
          thead { position: absolute; inset-inline-start: -999rem; }
          tr { display: block; border-bottom: 0.125rem solid var(--line); padding: 0.5rem 0; }
          th, td { display: block; border: 0; padding: 0.125rem 0; }
          td[data-label]::before { content: attr(data-label) ": "; color: var(--quiet); }
        }
        :focus-visible { outline: 0.1875rem solid var(--ink); outline-offset: 0.1875rem; }
        .bar :focus-visible { outline-color: var(--on-bar); }
        @media (forced-colors: active) { button, a.button { border: 0.125rem solid ButtonText; } }
        @media print { .bar, .skip, footer, .noprint { display: none; } }

        """#
}
