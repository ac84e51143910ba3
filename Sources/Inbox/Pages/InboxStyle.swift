/// `/inbox.css`.
enum InboxStyle {
    static let text = #"""
        :root {
          color-scheme: light dark;
          --ground: #f6f7f7; --sheet: #fff; --ink: #17211f; --soft: #56625f; --line: #dbe1df; --accent: #0b6b6b; --on-accent: #fff;
          --hover: #eef5f4; --danger: #a3261b;
        }
        @media (prefers-color-scheme: dark) {
          :root {
            --ground: #101615; --sheet: #18201f; --ink: #e8eeec; --soft: #a3b1ad; --line: #2c3836; --accent: #6cc7c1; --on-accent: #06201f;
            --hover: #1f2a28; --danger: #ff9d92;
          }
        }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
        a { color: var(--accent); }
        :focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
        .skip { position: absolute; left: -999px; }
        .skip:focus { left: 1rem; top: .5rem; background: var(--sheet); padding: .5rem 1rem; }
        .top { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; align-items: center; padding: .9rem max(1rem, calc(50vw - 32rem));
          background: var(--sheet); border-bottom: 1px solid var(--line); }
        .top p { margin: 0; color: var(--soft); font-size: .9rem; }
        .brand { display: flex; gap: .6rem; align-items: center; font-weight: 650; font-size: 1.1rem; color: var(--ink);
          text-decoration: none; }
        .brand svg { width: 1.6rem; fill: var(--accent); }
        .brand .flap { fill: none; stroke: var(--sheet); stroke-width: 2; }
        main { max-width: 66rem; margin: 1.25rem auto 3rem; padding: 0 1rem; }
        h1 { font-size: 1.35rem; line-height: 1.3; margin: 0; overflow-wrap: anywhere; }
        h2 { font-size: 1rem; margin: 0 0 .5rem; color: var(--soft); }
        .bar { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: center; margin-bottom: 1rem; }
        .bar p { margin: 0 auto 0 0; color: var(--soft); }
        .bar form { margin: 0; }
        button, .button { display: inline-block; font: inherit; line-height: 1.2; padding: .5rem .9rem; border-radius: .5rem;
          cursor: pointer; border: 1px solid var(--line); background: var(--sheet); color: var(--ink); text-decoration: none; }
        button:hover, .button:hover { background: var(--hover); }
        .bar button { color: var(--danger); }
        .messages { list-style: none; margin: 0; padding: 0; background: var(--sheet); border: 1px solid var(--line); border-radius: .75rem;
          overflow: hidden; }
        .messages li + li { border-top: 1px solid var(--line); }
        .messages a { display: grid; grid-template-columns: 14rem 1fr auto; gap: .25rem 1rem; padding: .8rem 1rem; color: inherit;
          text-decoration: none; border-left: 4px solid transparent; }
        .messages a:hover { background: var(--hover); }
        .messages a:focus-visible { outline-offset: -3px; }
        .messages .unread a { border-left-color: var(--accent); }
        .messages .read b { font-weight: 400; }
        .who, .what { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
        .snippet, .when { color: var(--soft); }
        .when { font-size: .9rem; text-align: right; white-space: nowrap; }
        .size { display: inline-block; min-width: 4.5rem; }
        .pages { display: flex; gap: 1rem; justify-content: space-between; margin-top: 1rem; }
        .empty { text-align: center; padding: 4rem 1rem; background: var(--sheet); border: 1px dashed var(--line); border-radius: .75rem; }
        .empty p { color: var(--soft); }
        article { background: var(--sheet); border: 1px solid var(--line); border-radius: .75rem; padding: 1.25rem; }
        .back { margin: 0 0 .75rem; }
        dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem; margin: 1rem 0 0; }
        dt { color: var(--soft); }
        dd { margin: 0; overflow-wrap: anywhere; }
        section { margin-top: 1.5rem; }
        article section { border-top: 1px solid var(--line); padding-top: 1rem; }
        pre { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; }
        .text { font: inherit; max-width: 44rem; }
        .source { font: .85rem/1.45 ui-monospace, monospace; background: var(--ground); padding: 1rem; border-radius: .5rem;
          margin-top: .75rem; }
        summary { cursor: pointer; font-weight: 600; padding: .25rem 0; }
        iframe { width: 100%; height: 36rem; resize: vertical; border: 1px solid var(--line); border-radius: .5rem; background: #fff; }
        @media (max-width: 44rem) {
          .messages a { grid-template-columns: 1fr auto; }
          .what { grid-column: 1 / -1; grid-row: 2; white-space: normal; display: -webkit-box; -webkit-line-clamp: 3;
            -webkit-box-orient: vertical; }
          .size { display: none; }
          dl { grid-template-columns: 1fr; }
          dd + dt { margin-top: .4rem; }
        }
        """#
}
