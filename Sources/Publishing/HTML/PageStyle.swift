/// How pages look: on a screen, light and dark, and on paper.
let pageStyle = """
  :root{color-scheme:light dark;--page:#fff;--text:#1d2530;--quiet:#5b6573;--line:#dde2e8;
  --link:#0a58a8;--box:#f2f6fa;--mark:#2f7d4f;--warn:#9a4a00;--warnbox:#fff3e2}
  @media screen and (prefers-color-scheme:dark){:root{--page:#14181d;--text:#e3e8ee;--quiet:#9ca8b5;
  --line:#303842;--link:#80baff;--box:#1d242c;--mark:#68b984;--warn:#f0b36b;--warnbox:#33261a}}
  *{box-sizing:border-box}
  html{scroll-padding-top:1rem;-webkit-text-size-adjust:100%}
  body{margin:0;background:var(--page);color:var(--text);overflow-wrap:anywhere;
  font:1rem/1.65 system-ui,"Noto Sans SC","Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif}
  main{max-width:46rem;margin:0 auto;padding:1.5rem 1rem 4rem}
  h1,h2,h3,h4{line-height:1.3;margin:0}
  h1{font-size:1.6rem}
  h2{font-size:1.2rem;margin:2rem 0 .5rem}
  h3{font-size:1.05rem}
  h4{font-size:.8rem;color:var(--mark);font-weight:600}
  p,ol,ul,dl{margin:.35rem 0}
  a{color:var(--link);text-underline-offset:.15em;text-decoration-thickness:1px}
  :focus-visible{outline:2px solid var(--link);outline-offset:2px;border-radius:2px}
  code{font:.92em/1.4 ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",
  "Noto Sans Mono CJK SC",monospace}
  p code,li code{background:var(--box);border-radius:3px;padding:.05em .25em}
  .quiet,small{color:var(--quiet);font-size:.875rem}
  .systems{list-style:none;padding:0}
  .systems li{padding:1rem 0;border-top:1px solid var(--line)}
  .systems h3{font-size:1.1rem}
  dl{display:flex;flex-wrap:wrap;gap:.1rem 1.25rem;font-size:.875rem}
  dt,dd{display:inline;margin:0}
  dt{color:var(--quiet);margin-right:.4em}
  nav ul{list-style:none;padding:0;columns:16rem;column-gap:2rem}
  nav li{break-inside:avoid;padding:.1rem 0}
  article{padding:1.1rem 0 1.3rem;border-top:1px solid var(--line)}
  article:target{background:var(--box);box-shadow:0 0 0 .75rem var(--box)}
  article:target .remedy{background:var(--page)}
  article h3 code{font-size:1.1em;font-weight:600}
  .self{text-decoration:none;font-weight:400;padding:.2em .45em}
  .badge{display:inline-block;font-size:.75rem;font-weight:600;line-height:1.5;color:var(--warn);
  background:var(--warnbox);border-radius:3px;padding:0 .45em;margin-left:.35em}
  .text{margin-top:.6rem}
  .language{font-size:.75rem;color:var(--quiet);margin:0}
  .message{font-weight:600;white-space:pre-line;margin:0}
  .remedy{margin:.6rem 0 0;padding:.55rem .9rem .6rem;background:var(--box);
  border-left:3px solid var(--mark);border-radius:0 4px 4px 0}
  .remedy ol{margin:.15rem 0 0;padding-left:1.5em}
  .remedy .one{list-style:none;padding:0}
  .remedy p code,.remedy li code{background:var(--page)}
  form{margin:1.25rem 0 0}
  label{display:block;font-size:.875rem;color:var(--quiet);margin-bottom:.3rem}
  input,button{font:inherit;color:inherit;border:1px solid var(--quiet);border-radius:6px;
  background:var(--page);padding:.55rem .75rem}
  input{width:100%}
  form ol{list-style:none;padding:0;margin:0}
  form li{padding:.6rem 0;border-top:1px solid var(--line)}
  form li a{display:block;text-decoration:none}
  form li span{display:block}
  form li a:hover span{text-decoration:underline}
  form li code{font-weight:600}
  form li small{margin-left:.6em}
  form li p{margin:0;font-size:.9rem}
  #\\:count{font-size:.875rem;color:var(--quiet);min-height:1.65em}
  @media screen{article{content-visibility:auto;contain-intrinsic-size:auto 14rem}}
  @media print{form,.self,#\\:jump,nav{display:none}main{max-width:none;padding:0}
  :root{color-scheme:light}body{font-size:10pt}
  article,.systems li{break-inside:avoid}h2{break-after:avoid}
  article:target{background:none;box-shadow:none}
  a[href^="http"]::after,a[href^="mailto:"]::after{content:" (" attr(href) ")";font-size:.85em}}
  """
