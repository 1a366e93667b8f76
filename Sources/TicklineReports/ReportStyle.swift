/// How the report looks: on a screen of any width, light or dark.
enum ReportStyle {
  static let css = """
    :root{--ink:#1b1f24;--dim:#59636e;--line:#d1d9e0;--ground:#fff;--panel:#f6f8fa;--blue:#0969da;--green:#1a7f37;\
    --red:#cf222e;--amber:#9a6700}
    @media(prefers-color-scheme:dark){:root{--ink:#e6edf3;--dim:#9198a1;--line:#3d444d;--ground:#0d1117;--panel:#151b23;\
    --blue:#4493f8;--green:#3fb950;--red:#f85149;--amber:#d29922}}
    *{box-sizing:border-box}
    body{margin:0;background:var(--ground);color:var(--ink);font:16px/1.5 system-ui,sans-serif}
    main{max-width:70rem;margin:0 auto;padding:1.5rem 1rem 3rem}
    h1{font-size:1.6rem;line-height:1.25;margin:0}
    h2{font-size:1.15rem;margin:2rem 0 .6rem}
    .subtitle{color:var(--dim);margin:.3rem 0 0;overflow-wrap:anywhere}
    .notes{background:var(--panel);border-left:4px solid var(--amber);padding:.6rem 1rem;margin-top:1.2rem}
    .notes ul{margin:0;padding-left:1.1rem}
    .figures{display:grid;grid-template-columns:repeat(auto-fill,minmax(10.5rem,1fr));gap:.6rem;margin:0}
    .figures div{background:var(--panel);border-radius:6px;padding:.5rem .7rem}
    .figures dt{color:var(--dim);font-size:.82rem}
    .figures dd{margin:0;font-weight:600;font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
    figure{margin:0}
    svg{display:block;width:100%;height:15rem;background:var(--panel);border-radius:6px}
    svg.low{height:8rem}
    .range,.span{display:flex;justify-content:space-between;gap:1rem;color:var(--dim);font-size:.82rem;\
    font-variant-numeric:tabular-nums}
    .legend{color:var(--dim);font-size:.82rem;margin:.3rem 0 0}
    .legend b{font-weight:600}
    .band{stroke:var(--blue);fill:none;opacity:.45}
    .curve{stroke:var(--blue);fill:none}
    .fall{stroke:var(--red);fill:none}
    .entry{fill:var(--green)}
    .exit{fill:var(--red)}
    .forgotten{fill:var(--amber)}
    .corrupt{stroke:var(--amber);fill:none}
    .key-entry{color:var(--green)}.key-exit{color:var(--red)}.key-corrupt,.key-forgotten{color:var(--amber)}
    .scroll{overflow-x:auto}
    table{border-collapse:collapse;font-size:.88rem;font-variant-numeric:tabular-nums}
    .trades{width:100%}
    th,td{text-align:left;padding:.25rem .7rem .25rem 0;border-bottom:1px solid var(--line);vertical-align:top}
    .trades th,.trades td{white-space:nowrap}
    .trades td.number,.trades th.number{text-align:right}
    .pairs td{overflow-wrap:anywhere}
    .pairs th{font-weight:400;color:var(--dim);white-space:nowrap}
    .gain{color:var(--green)}.loss{color:var(--red)}
    """
}
