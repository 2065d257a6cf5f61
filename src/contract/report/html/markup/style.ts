/** The style of the page: colours that contrast in light and dark, small screens, paper. */
export const STYLE = `
:root{color-scheme:light dark;--bg:#fff;--fg:#1c2024;--soft:#57606a;--line:#d0d7de;--box:#f6f8fa;--link:#0a56b5;
--good:#116329;--good-bg:#e3f6e8;--bad:#a40e26;--bad-bg:#ffebe9;--mid:#7a4b00;--mid-bg:#fff4d6;--mark:#ffe08a;--mark-fg:#1c2024}
@media(prefers-color-scheme:dark){:root{--bg:#101418;--fg:#e6e9ec;--soft:#a3adb8;--line:#39424c;--box:#1a2026;--link:#7ab7ff;
--good:#7ee2a0;--good-bg:#12301d;--bad:#ff9d94;--bad-bg:#3a1618;--mid:#f2c766;--mid-bg:#33280e;--mark:#6b5200;--mark-fg:#fff6d6}}
*{box-sizing:border-box}
body{margin:0;overflow-wrap:anywhere;background:var(--bg);color:var(--fg);font:16px/1.5 system-ui,sans-serif}
header,main,footer{max-width:76rem;margin:0 auto;padding:0 1rem}
h1{font-size:1.3rem;margin:1rem 0 .5rem}h2{font-size:1.5rem;margin:2rem 0 .5rem}h3{font-size:1.2rem;margin:2.2rem 0 .4rem}
h4{font-size:.95rem;margin:1.1rem 0 .3rem}
h2,h3,article{scroll-margin-top:1rem}
a{color:var(--link)}nav ul{display:flex;flex-wrap:wrap;gap:.2rem 1.1rem;list-style:none;padding:0;margin:0 0 .3rem}
:focus-visible{outline:3px solid var(--link);outline-offset:2px}
.skip{position:absolute;left:-99rem}.skip:focus{left:1rem;top:.5rem;background:var(--bg);padding:.4rem}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.hint,.where,.path,.rule,.count{color:var(--soft)}.hint{margin:.2rem 0 .8rem}.where{margin:0 0 .3rem;overflow-wrap:anywhere}
.path{font-weight:400;font-size:.85rem;overflow-wrap:anywhere}
.verdict{font-size:1.15rem;padding:.7rem 1rem;border-radius:.5rem;border:1px solid;margin:.6rem 0}
.verdict strong{text-transform:uppercase;letter-spacing:.03em;margin:0 .5rem 0 .2rem}
.good{color:var(--good)}.bad{color:var(--bad)}.verdict.good{background:var(--good-bg)}.verdict.bad{background:var(--bad-bg)}
.verdict.middling,.warning{color:var(--mid);background:var(--mid-bg)}.warning{padding:.5rem 1rem;border-radius:.5rem}
.columns{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,24rem),1fr));gap:0 2rem;align-items:start}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.15rem 1rem;margin:.6rem 0}
dt{color:var(--soft)}dd{margin:0;overflow-wrap:anywhere;min-width:0}
table{overflow-wrap:break-word;border-collapse:collapse;width:100%;font-size:.93rem}caption{text-align:left;font-weight:600;padding:.4rem 0}
th,td{text-align:left;vertical-align:top;padding:.35rem .7rem .35rem 0;border-top:1px solid var(--line)}
thead th{border-top:0;color:var(--soft);font-weight:600}tbody th{font-weight:600}td.number{white-space:nowrap}
meter{width:100%;min-width:4rem;height:1rem}
.wide{overflow-x:auto}.wide table{min-width:30rem}
.chip{display:inline-block;white-space:nowrap;border:1px solid var(--line);border-radius:.3rem;padding:0 .35rem;margin:0 .1rem .2rem 0;font-size:.85rem}
.chip a{color:inherit}.chip.seen,.chip.same{color:var(--good);background:var(--good-bg)}.chip.differs{color:var(--bad);background:var(--bad-bg)}
.chip.targetOnly,.chip.mockOnly{color:var(--mid);background:var(--mid-bg)}.chip.missing,.chip.notReached{color:var(--soft)}
code,pre{font:.86rem/1.45 ui-monospace,Menlo,Consolas,monospace}code{overflow-wrap:anywhere}
pre{background:var(--box);border:1px solid var(--line);border-radius:.4rem;padding:.6rem .8rem;margin:.2rem 0;white-space:pre-wrap;overflow-wrap:anywhere}
pre i{color:var(--soft);font-style:normal;user-select:none}
mark{background:var(--mark);color:var(--mark-fg);border-radius:.15rem;box-decoration-break:clone;-webkit-box-decoration-break:clone}
mark i{color:inherit}mark+mark{margin:0}
.messages{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,26rem),1fr));gap:0 1rem}.messages>div{min-width:0}
details{margin:.2rem 0}summary{cursor:pointer;padding:.2rem 0}
.finding{border:1px solid var(--line);border-left-width:.4rem;border-radius:.4rem;margin:.5rem 0;padding:.1rem .8rem}
.finding.fails{border-left-color:var(--bad)}.finding summary{display:flex;gap:.7rem;list-style-position:outside;overflow-wrap:anywhere}
.finding summary::before{content:"\\25B8";color:var(--soft)}.finding [open]>summary::before{content:"\\25BE"}
.finding summary::-webkit-details-marker{display:none}.finding .head{min-width:0;flex:1}
.sign{font-weight:700;width:1ch}.fails .sign{color:var(--bad)}.tag{border:1px solid var(--line);border-radius:1rem;padding:0 .5rem;font-size:.82rem}
.found{color:var(--soft)}.group-title{margin:1rem 0 .2rem}.names{display:flex;flex-wrap:wrap;gap:0 .9rem;list-style:none;padding:0;margin:0}
form{display:flex;flex-wrap:wrap;gap:.6rem 1rem;align-items:end;background:var(--box);border:1px solid var(--line);border-radius:.5rem;padding:.7rem 1rem;margin:1rem 0}
form[hidden],[hidden]{display:none}label{display:flex;flex-direction:column;font-size:.85rem;color:var(--soft)}
input,select,button{font:inherit;color:var(--fg);background:var(--bg);border:1px solid var(--soft);border-radius:.3rem;padding:.25rem .5rem}
button{cursor:pointer}.copied{margin:.1rem 0}output{color:var(--soft)}
footer{color:var(--soft);border-top:1px solid var(--line);margin-top:3rem;padding-top:.6rem;padding-bottom:2rem}
@media(max-width:40rem){dl{grid-template-columns:1fr;gap:0}dd{margin-bottom:.4rem}.finding{padding:.1rem .5rem}}
@media print{:root{--bg:#fff;--fg:#000;--soft:#444;--box:#fff;--mark:#ddd}form,nav,.skip,button{display:none!important}
details::details-content{content-visibility:visible;block-size:auto}.finding,pre,tr{break-inside:avoid-page}.wide{overflow:visible}}
`;
